package dev.millrace.gateway.rest.security;

import dev.millrace.gateway.front.request.BodyReader;
import dev.millrace.gateway.front.request.BodyRefusedException;
import dev.millrace.gateway.front.request.BodySender;
import dev.millrace.gateway.front.request.ReceivedRequest;
import dev.millrace.gateway.front.request.RequestBody;
import dev.millrace.gateway.front.transfer.BudgetUse;
import dev.millrace.signing.SignatureVerifier;
import java.nio.ByteBuffer;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;

/**
 * Takes a request as it came, for its signature to be verified: path and query undecoded, and the body, which the signature
 * covers, read to its end within the bounds that hold for every face. The body of a request with a token is read later, by
 * whoever wants it, when the token was found to be good.
 *
 * <p>A stream of lines whose signer left the body out ({@code x-amz-content-sha256: UNSIGNED-PAYLOAD}), or that comes with a
 * token and no signature at all, is not read here: it may have any length, and is taken line by line by who puts the records.
 */
final class SignedBodyFilter implements WebFilter {
    static final String RECEIVED = SignedBodyFilter.class.getName() + ".received";

    private static final String CONTENT_HASH = "x-amz-content-sha256";
    private static final String UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD";

    /** Who shows a token is known before the body is read, and by nothing that has a name here. */
    private static final BodySender BEARER = () -> {};

    private final BodyReader bodies;
    private final SignatureVerifier signatures;

    SignedBodyFilter(BodyReader bodies, SignatureVerifier signatures) {
        this.bodies = bodies;
        this.signatures = signatures;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        HttpServerRequest received = ServerHttpRequestDecorator.getNativeRequest(request);
        ReceivedRequest head = ReceivedRequest.of(received);
        exchange.getAttributes().put(RECEIVED, head);
        boolean signed = SignatureConverter.isSigned(request);
        // Of a sender who does not even say who that is, nothing is read.
        if (!hasBody(request) || isUnsignedStream(request) || !(signed || SignatureConverter.hasToken(request))) {
            return chain.filter(exchange);
        }
        if (bodies.announcesTooMuch(received)) {
            return Mono.error(BodyRefusedException.tooLarge());
        }
        BudgetUse lease = bodies.lease(head.origin());
        Mono<Void> answered = signed
                ? bodies.read(received, lease, () -> signatures.claimedBy(head)).flatMap(body -> {
                    exchange.getAttributes().put(RECEIVED, head.with(body));
                    return chain.filter(withBody(exchange, Mono.just(body)));
                })
                : chain.filter(withBody(exchange, bodies.read(received, lease, BEARER)));
        return answered.doFinally(signal -> lease.release());
    }

    private static boolean hasBody(ServerHttpRequest request) {
        HttpHeaders headers = request.getHeaders();
        // HTTP/2 says neither of the two for a body of unknown length.
        return headers.getContentLength() > 0
                || headers.containsHeader(HttpHeaders.TRANSFER_ENCODING)
                || (headers.getContentLength() < 0 && headers.containsHeader(HttpHeaders.CONTENT_TYPE));
    }

    private static boolean isUnsignedStream(ServerHttpRequest request) {
        String type = request.getHeaders().getFirst(HttpHeaders.CONTENT_TYPE);
        boolean unsigned = UNSIGNED_PAYLOAD.equals(request.getHeaders().getFirst(CONTENT_HASH))
                || SignatureConverter.hasToken(request);
        return unsigned && type != null && type.startsWith(MediaType.APPLICATION_NDJSON_VALUE);
    }

    private static ServerWebExchange withBody(ServerWebExchange exchange, Mono<RequestBody> read) {
        return exchange.mutate()
                .request(new ServerHttpRequestDecorator(exchange.getRequest()) {
                    @Override
                    public Flux<DataBuffer> getBody() {
                        return read.map(body -> exchange.getResponse()
                                        .bufferFactory()
                                        .wrap(ByteBuffer.wrap(body.bytes(), 0, body.length())))
                                .flux();
                    }
                })
                .build();
    }
}
