package dev.millrace.gateway.caller.bearer;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.millrace.gateway.settings.BearerSettings.Issuer;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/**
 * Reads an issuer's public keys over HTTP: from where the settings say, or from where the issuer's own description does.
 *
 * @see <a href="https://openid.net/specs/openid-connect-discovery-1_0.html">OpenID Connect Discovery</a>
 */
final class KeySetReader {
    private static final int MOST_BYTES = 256 * 1024;
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final String DESCRIPTION = "/.well-known/openid-configuration";
    private static final String SECURE = "https";

    private final Issuer issuer;
    private final WebClient http;

    KeySetReader(Issuer issuer) {
        this.issuer = issuer;
        // Read every few minutes: a connection that is kept would be closed at the other end when it is wanted.
        HttpClient client = HttpClient.newConnection().responseTimeout(DEADLINE);
        this.http = WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(client))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(MOST_BYTES))
                .build();
    }

    /** The keys as they are now. */
    Mono<JWKSet> read() {
        return location()
                .flatMap(this::get)
                .flatMap(text -> Mono.fromCallable(() -> JWKSet.parse(text).toPublicJWKSet()))
                .timeout(DEADLINE);
    }

    private Mono<URI> location() {
        return issuer.keySet().map(Mono::just).orElseGet(() -> {
            String name = issuer.name().orElseThrow();
            String base = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
            return get(URI.create(base + DESCRIPTION))
                    .flatMap(text -> Mono.fromCallable(() -> keySetOf(JSONObjectUtils.parse(text), name)));
        });
    }

    /** An answer in the issuer's place must not send us to keys of its own. */
    private static URI keySetOf(Map<String, Object> description, String issuer) throws ParseException {
        if (!issuer.equals(JSONObjectUtils.getString(description, "issuer"))) {
            throw new ParseException("The description is of another issuer", 0);
        }
        URI keySet = JSONObjectUtils.getURI(description, "jwks_uri");
        if (keySet == null) {
            throw new ParseException("The description names no key set", 0);
        }
        if (SECURE.equals(URI.create(issuer).getScheme()) && !SECURE.equals(keySet.getScheme())) {
            throw new ParseException("The description names a key set that is not reached over TLS", 0);
        }
        return keySet;
    }

    private Mono<String> get(URI from) {
        return http.get().uri(from).retrieve().bodyToMono(String.class);
    }
}
