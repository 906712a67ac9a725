package dev.millrace.gateway.iam;

import dev.millrace.gateway.memory.RunningGateway;
import dev.millrace.signing.RequestSigner;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Sends forms to services of the Query protocol, signed by one key. */
public record QueryClient(RunningGateway gateway, String accessKeyId, String secret) {
    /** As the account itself. */
    public static QueryClient root(RunningGateway gateway) {
        return new QueryClient(gateway, RunningGateway.ACCESS_KEY, RunningGateway.SECRET_KEY);
    }

    public HttpResponse<String> iam(String form) {
        return send(form, "iam", Map.of());
    }

    public HttpResponse<String> sts(String form) {
        return send(form, "sts", Map.of());
    }

    /** @param more headers, which are signed as well */
    public HttpResponse<String> send(String form, String service, Map<String, String> more) {
        byte[] body = form.getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = new LinkedHashMap<>(more);
        headers.put("Host", "127.0.0.1:" + gateway.httpPort());
        headers.put("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
        Map<String, String> signed = new RequestSigner(accessKeyId, secret, RunningGateway.REGION, service)
                .sign("POST", "/", "", headers, body, Instant.now());
        HttpRequest.Builder request =
                HttpRequest.newBuilder(gateway.endpoint()).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        signed.forEach((name, value) -> {
            if (!name.equals("Host")) { // the client's own affair
                request.header(name, value);
            }
        });
        return gateway.send(request);
    }
}
