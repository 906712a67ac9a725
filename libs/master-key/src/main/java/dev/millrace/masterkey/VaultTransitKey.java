package dev.millrace.masterkey;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A key of HashiCorp Vault's transit engine, which OpenBao has as well. The token is read anew for each call, so that an agent
 * can renew it.
 *
 * @see <a href="https://developer.hashicorp.com/vault/api-docs/secret/transit">Transit secrets engine</a>
 */
public final class VaultTransitKey implements WrappingKey {
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final int UNKNOWN_CIPHERTEXT = 400;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Settings settings;
    private final HttpClient http;

    public VaultTransitKey(Settings settings) {
        this.settings = settings;
        HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(DEADLINE);
        settings.certificateAuthority().ifPresent(file -> client.sslContext(trusting(file)));
        this.http = client.build();
    }

    /**
     * Where the key is.
     *
     * @param mount of the transit engine, usually {@code transit}
     * @param tokenFile that holds a token which may encrypt and decrypt with the key
     * @param certificateAuthority a PEM file, for a server whose certificate the JDK does not trust
     */
    public record Settings(
            URI address,
            String mount,
            String key,
            Path tokenFile,
            Optional<String> namespace,
            Optional<Path> certificateAuthority) {}

    @Override
    public byte[] wrap(byte[] key) {
        return ask("encrypt", "plaintext", Base64.getEncoder().encodeToString(key), "ciphertext")
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public byte[] unwrap(byte[] wrapped) {
        String plaintext = ask("decrypt", "ciphertext", new String(wrapped, StandardCharsets.US_ASCII), "plaintext");
        return Base64.getDecoder().decode(plaintext);
    }

    private String ask(String action, String member, String value, String wanted) {
        String body = JSON.writeValueAsString(Map.of(member, value));
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            settings.address().resolve("/v1/" + settings.mount() + "/" + action + "/" + settings.key()))
                    .timeout(DEADLINE)
                    .header(
                            "X-Vault-Token",
                            Files.readString(settings.tokenFile()).strip())
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body));
            settings.namespace().ifPresent(namespace -> request.header("X-Vault-Namespace", namespace));
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return read(action, answer, wanted);
        } catch (IOException e) {
            throw new MasterKeyUnavailableException("Vault did not " + action, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MasterKeyUnavailableException("Interrupted while Vault was to " + action, e);
        }
    }

    /** Never the body in a text: it may hold what nobody else is to know. */
    private static String read(String action, HttpResponse<String> answer, String wanted) {
        if (action.equals("decrypt") && answer.statusCode() == UNKNOWN_CIPHERTEXT) {
            throw new UnopenableSecretException(new GeneralSecurityException("Vault did not wrap it with this key"));
        }
        if (answer.statusCode() != 200) {
            throw new MasterKeyUnavailableException("Vault answered " + answer.statusCode() + " to " + action);
        }
        try {
            return JSON.readTree(answer.body())
                    .required("data")
                    .required(wanted)
                    .stringValue();
        } catch (JacksonException malformed) {
            throw new MasterKeyUnavailableException("Vault's answer to " + action + " has no " + wanted);
        }
    }

    private static SSLContext trusting(Path file) {
        try (InputStream pem = Files.newInputStream(file)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            int count = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                trusted.setCertificateEntry("authority-" + count++, certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(file + " holds no certificates", e);
        }
    }
}
