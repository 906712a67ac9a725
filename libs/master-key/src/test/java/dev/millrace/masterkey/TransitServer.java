package dev.millrace.masterkey;

import com.google.crypto.tink.subtle.AesGcmJce;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Encrypts and decrypts as Vault's transit engine does, with a key for each name.
 *
 * @see <a href="https://developer.hashicorp.com/vault/api-docs/secret/transit#encrypt-data">Encrypt data</a>
 */
final class TransitServer implements AutoCloseable {
    private static final String PREFIX = "vault:v1:";
    private static final byte[] NOTHING = {};
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpServer server;
    private final String token;
    private final AtomicInteger calls = new AtomicInteger();
    private volatile String lastNamespace = "";

    TransitServer(String token) throws IOException {
        this.token = token;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/transit/", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    int calls() {
        return calls.get();
    }

    String lastNamespace() {
        return lastNamespace;
    }

    private void answer(HttpExchange exchange) throws IOException {
        calls.incrementAndGet();
        lastNamespace = String.valueOf(exchange.getRequestHeaders().getFirst("X-Vault-Namespace"));
        if (!token.equals(exchange.getRequestHeaders().getFirst("X-Vault-Token"))) {
            send(exchange, 403, "{\"errors\":[\"permission denied\"]}");
            return;
        }
        String[] path = exchange.getRequestURI().getPath().split("/");
        JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
        try {
            Map<String, String> data = perform(path[3], new AesGcmJce(key(path[4])), request);
            send(exchange, 200, JSON.writeValueAsString(Map.of("data", data)));
        } catch (GeneralSecurityException | IllegalArgumentException wrongKey) {
            send(exchange, 400, "{\"errors\":[\"cipher: message authentication failed\"]}");
        }
    }

    private static Map<String, String> perform(String action, AesGcmJce aead, JsonNode request)
            throws GeneralSecurityException {
        if (action.equals("encrypt")) {
            byte[] plaintext =
                    Base64.getDecoder().decode(request.required("plaintext").stringValue());
            return Map.of("ciphertext", PREFIX + Base64.getEncoder().encodeToString(aead.encrypt(plaintext, NOTHING)));
        }
        String ciphertext = request.required("ciphertext").stringValue();
        if (!ciphertext.startsWith(PREFIX)) {
            throw new IllegalArgumentException("invalid ciphertext: no prefix");
        }
        byte[] opened = aead.decrypt(Base64.getDecoder().decode(ciphertext.substring(PREFIX.length())), NOTHING);
        return Map.of("plaintext", Base64.getEncoder().encodeToString(opened));
    }

    private static byte[] key(String name) {
        return Arrays.copyOf(name.getBytes(StandardCharsets.UTF_8), 32);
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
