package dev.millrace.gateway.request;

import dev.millrace.signing.sigv4.SignableRequest;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import reactor.netty.http.server.HttpServerRequest;

/** A request with its whole body, as its signature covers it. */
public record ReceivedRequest(
        String method, String path, String query, HttpHeaders headers, RequestBody content, RequestOrigin origin)
        implements SignableRequest {
    /** A request of what its head and body say. */
    public static ReceivedRequest of(HttpServerRequest request, RequestBody content) {
        // Usually path and query, but a proxy's absolute form is read as well.
        String uri = request.uri();
        int from = uri.startsWith("/") ? 0 : Math.max(0, uri.indexOf('/', uri.indexOf("://") + 3));
        int question = uri.indexOf('?', from);
        String path = question < 0 ? uri.substring(from) : uri.substring(from, question);
        String query = question < 0 ? "" : uri.substring(question + 1);
        return new ReceivedRequest(
                request.method().name(),
                path.isEmpty() ? "/" : path,
                query,
                request.requestHeaders(),
                content,
                RequestOrigin.of(request));
    }

    @Override
    public List<String> headers(String name) {
        // HTTP/2's name for the host, which the JavaScript SDK signs under this name; here it is a header like any
        // other.
        return headers.getAll(name.equals(":authority") ? "host" : name);
    }

    @Override
    public byte[] body() {
        return content.bytes();
    }

    @Override
    public int bodyLength() {
        return content.length();
    }
}
