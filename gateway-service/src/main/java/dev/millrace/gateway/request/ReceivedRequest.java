package dev.millrace.gateway.request;

import dev.millrace.signing.sigv4.SignableRequest;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;

/** A request with its whole body, as its signature covers it. */
public record ReceivedRequest(String method, String path, String query, HttpHeaders headers, RequestBody content)
        implements SignableRequest {
    /**
     * A request of what its head and body say.
     *
     * @param uri as in the request line: usually path and query, but a proxy's absolute form is read as well
     */
    public static ReceivedRequest of(String method, String uri, HttpHeaders headers, RequestBody content) {
        int from = uri.startsWith("/") ? 0 : Math.max(0, uri.indexOf('/', uri.indexOf("://") + 3));
        int question = uri.indexOf('?', from);
        String path = question < 0 ? uri.substring(from) : uri.substring(from, question);
        String query = question < 0 ? "" : uri.substring(question + 1);
        return new ReceivedRequest(method, path.isEmpty() ? "/" : path, query, headers, content);
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
