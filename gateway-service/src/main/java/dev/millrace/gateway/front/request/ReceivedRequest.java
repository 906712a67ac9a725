package dev.millrace.gateway.front.request;

import dev.millrace.gateway.front.transfer.BudgetUse;
import dev.millrace.gateway.front.transfer.SharedBudget;
import dev.millrace.signing.SignableRequest;
import dev.millrace.signing.SigningName;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import reactor.netty.http.server.HttpServerRequest;

/** A request with its whole body, as its signature covers it. */
public record ReceivedRequest(
        String method, String path, String query, HttpHeaders headers, RequestBody content, RequestOrigin origin)
        implements SignableRequest {
    /** A request of what its head says. */
    public static ReceivedRequest of(HttpServerRequest request) {
        RequestTarget target = RequestTarget.of(request.uri());
        return new ReceivedRequest(
                request.method().name(),
                target.path(),
                target.query(),
                request.requestHeaders(),
                RequestBody.none(),
                RequestOrigin.of(request));
    }

    /** The same with its body. */
    public ReceivedRequest with(RequestBody body) {
        return new ReceivedRequest(method, path, query, headers, body, origin);
    }

    /** What the request's answer takes of a budget: it counts for who sent the request, and for the key it was signed with. */
    public BudgetUse answerLease(SharedBudget budget) {
        return new BudgetUse(
                budget, origin.sender(), SigningName.accessKeyOf(this).orElse(""));
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
