package dev.millrace.gateway.rest;

import dev.millrace.gateway.memory.RunningGateway;
import dev.millrace.signing.RequestSigner;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Calls a gateway's REST face as its root. */
final class RestClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final RunningGateway gateway;

    RestClient(RunningGateway gateway) {
        this.gateway = gateway;
    }

    HttpResponse<String> get(String pathAndQuery) {
        return gateway.send(signed("GET", pathAndQuery, Map.of(), ""));
    }

    HttpResponse<String> delete(String pathAndQuery) {
        return gateway.send(signed("DELETE", pathAndQuery, Map.of(), ""));
    }

    /** Sends JSON. */
    HttpResponse<String> send(String method, String pathAndQuery, String json) {
        return send(method, pathAndQuery, "application/json", json);
    }

    HttpResponse<String> send(String method, String pathAndQuery, String contentType, String body) {
        return gateway.send(signed(method, pathAndQuery, Map.of("Content-Type", contentType), body));
    }

    /** A signed request, ready to be sent or to be spoiled first. */
    HttpRequest.Builder signed(String method, String pathAndQuery, Map<String, String> headers, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        int question = pathAndQuery.indexOf('?');
        String path = question < 0 ? pathAndQuery : pathAndQuery.substring(0, question);
        String query = question < 0 ? "" : pathAndQuery.substring(question + 1);
        Map<String, String> signed = new LinkedHashMap<>(headers);
        signed.put("Host", "127.0.0.1:" + gateway.httpPort());
        HttpRequest.Builder request = unsigned(pathAndQuery)
                .method(method, bytes.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(bytes));
        signer().sign(method, path, query, signed, bytes, Instant.now()).forEach((name, value) -> {
            if (!name.equals("Host")) { // the client's own affair
                request.header(name, value);
            }
        });
        return request;
    }

    /** A path and query that carry their own signature. */
    String presigned(String path) {
        Map<String, String> headers = Map.of("Host", "127.0.0.1:" + gateway.httpPort());
        return path + "?"
                + signer().presign("GET", path, "", headers, new byte[0], Instant.now(), Duration.ofMinutes(1));
    }

    HttpRequest.Builder unsigned(String pathAndQuery) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.httpPort() + pathAndQuery))
                .timeout(TIMEOUT);
    }

    private static RequestSigner signer() {
        return new RequestSigner(
                RunningGateway.ACCESS_KEY, RunningGateway.SECRET_KEY, RunningGateway.REGION, "kinesis");
    }
}
