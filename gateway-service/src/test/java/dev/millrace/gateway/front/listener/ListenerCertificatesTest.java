package dev.millrace.gateway.front.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.millrace.gateway.memory.RunningGateway;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates of listeners and of their clients: replaced while connections are open, refused where they must be. */
class ListenerCertificatesTest {
    private static final Duration AWHILE = Duration.ofSeconds(60);
    private static final byte[] REQUEST =
            "GET /docs/none HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private static Path directory;

    private static X509Bundle authority;
    private static X509Bundle otherAuthority;
    private static RunningGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        authority = authority("CN=ours");
        otherAuthority = authority("CN=of somebody else");
        Files.writeString(directory.resolve("authority.pem"), authority.getCertificatePEM());
        replaceCertificate(serverCertificate(1));
        gateway = new RunningGateway(
                directory.resolve("generated"),
                "millrace.gateway.listeners[0].name=replaced",
                "millrace.gateway.listeners[0].port=0",
                "millrace.gateway.listeners[0].tls=true",
                "millrace.gateway.listeners[0].certificate=" + directory.resolve("mounted/tls.crt"),
                "millrace.gateway.listeners[0].private-key=" + directory.resolve("mounted/tls.key"),
                "millrace.gateway.listeners[1].name=mutual",
                "millrace.gateway.listeners[1].port=0",
                "millrace.gateway.listeners[1].tls=true",
                "millrace.gateway.listeners[1].certificate=" + directory.resolve("mounted/tls.crt"),
                "millrace.gateway.listeners[1].private-key=" + directory.resolve("mounted/tls.key"),
                "millrace.gateway.listeners[1].client-certificates=need",
                "millrace.gateway.listeners[1].client-authorities=" + directory.resolve("authority.pem"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void aReplacedCertificateIsShownToNewConnectionsAndOpenOnesGoOn() throws Exception {
        try (SSLSocket before = connect("replaced", Optional.empty())) {
            assertThat(statusOf(before)).contains("404");
            BigInteger first = serial(before);

            replaceCertificate(serverCertificate(2));
            await().atMost(AWHILE).until(() -> !shown().equals(first));

            assertThat(shown()).isEqualTo(BigInteger.TWO);
            assertThat(statusOf(before)).as("the connection from before").contains("404");

            replaceWith("-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----\n", "no key");
            await().atMost(AWHILE).until(() -> gateway.gauge("millrace.gateway.certificate.outdated", "replaced") == 1);
            assertThat(shown()).as("what was good goes on to be shown").isEqualTo(BigInteger.TWO);
            assertThat(gateway.gauge("millrace.gateway.certificate.expiry", "replaced"))
                    .isBetween(0.0, (double) Duration.ofDays(1).toSeconds());

            replaceCertificate(serverCertificate(3));
            await().atMost(AWHILE).until(() -> shown().equals(BigInteger.valueOf(3)));
            await().atMost(AWHILE).until(() -> gateway.gauge("millrace.gateway.certificate.outdated", "replaced") == 0);
        }
    }

    @Test
    void aClientWithAGoodCertificateIsLetIn() throws Exception {
        try (SSLSocket socket = connect("mutual", Optional.of(clientCertificate(authority, Duration.ofHours(1))))) {
            assertThat(statusOf(socket)).contains("404");
        }
    }

    @Test
    void aCertificateIsNoIdentity() throws Exception {
        try (SSLSocket socket = connect("mutual", Optional.of(clientCertificate(authority, Duration.ofHours(1))))) {
            socket.getOutputStream()
                    .write("GET /v1/streams HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(statusLine(socket)).contains("401");
        }
    }

    @Test
    void aClientWithoutAGoodCertificateIsRefusedInTheHandshake() throws Exception {
        X509Bundle expired = clientCertificate(authority, Duration.ofHours(-1));
        X509Bundle foreign = clientCertificate(otherAuthority, Duration.ofHours(1));

        assertThatThrownBy(() -> exchange(Optional.empty())).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> exchange(Optional.of(expired))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> exchange(Optional.of(foreign))).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1", "TLSv1.1"})
    void oldVersionsOfTlsAreNotSpoken(String protocol) throws Exception {
        try (SSLSocket socket = open("replaced", Optional.empty())) {
            socket.setEnabledProtocols(new String[] {protocol});
            assertThatThrownBy(socket::startHandshake).isInstanceOf(IOException.class);
        }
    }

    private static String exchange(Optional<X509Bundle> client) throws IOException, GeneralSecurityException {
        try (SSLSocket socket = connect("mutual", client)) {
            return statusOf(socket);
        }
    }

    private static BigInteger shown() throws IOException, GeneralSecurityException {
        try (SSLSocket socket = connect("replaced", Optional.empty())) {
            return serial(socket);
        }
    }

    private static BigInteger serial(SSLSocket socket) throws IOException {
        return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber();
    }

    private static String statusOf(Socket socket) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(REQUEST);
        return statusLine(socket);
    }

    /** Reads what there is of an answer, which is short. */
    private static String statusLine(Socket socket) throws IOException {
        byte[] buffer = new byte[8192];
        int length = socket.getInputStream().read(buffer);
        if (length < 0) {
            throw new IOException("closed");
        }
        return new String(buffer, 0, length, StandardCharsets.US_ASCII)
                .lines()
                .findFirst()
                .orElse("");
    }

    private static SSLSocket connect(String listener, Optional<X509Bundle> client)
            throws IOException, GeneralSecurityException {
        SSLSocket socket = open(listener, client);
        socket.startHandshake();
        return socket;
    }

    private static SSLSocket open(String listener, Optional<X509Bundle> client)
            throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("authority", authority.getCertificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        KeyManagerFactory keys = null;
        if (client.isPresent()) {
            keys = client.get().toKeyManagerFactory();
        }
        context.init(keys == null ? null : keys.getKeyManagers(), trust.getTrustManagers(), null);
        SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", gateway.listenerPort(listener));
        socket.setSoTimeout((int) AWHILE.toMillis());
        return socket;
    }

    private static X509Bundle authority(String name) throws Exception {
        return new CertificateBuilder()
                .subject(name)
                .ecp256()
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
    }

    private static X509Bundle serverCertificate(int serial) throws Exception {
        return new CertificateBuilder()
                .subject("CN=gateway")
                .ecp256()
                .serial(BigInteger.valueOf(serial))
                .notBefore(Instant.now().minusSeconds(60))
                .notAfter(Instant.now().plus(Duration.ofHours(23)))
                .addSanDnsName("localhost")
                .addSanIpAddress("127.0.0.1")
                .addExtendedKeyUsageServerAuth()
                .buildIssuedBy(authority);
    }

    private static X509Bundle clientCertificate(X509Bundle issuer, Duration validFor) throws Exception {
        return new CertificateBuilder()
                .subject("CN=root")
                .ecp256()
                .notBefore(Instant.now().minus(Duration.ofDays(1)))
                .notAfter(Instant.now().plus(validFor))
                .addExtendedKeyUsageClientAuth()
                .buildIssuedBy(issuer);
    }

    private static void replaceCertificate(X509Bundle bundle) throws IOException {
        replaceWith(bundle.getCertificatePathPEM(), bundle.getPrivateKeyPEM());
    }

    /** As Kubernetes does it: a new folder, to which a link is turned. */
    private static void replaceWith(String certificate, String key) throws IOException {
        Path version = Files.createTempDirectory(directory, "version");
        Files.writeString(version.resolve("tls.crt"), certificate);
        Files.writeString(version.resolve("tls.key"), key);
        Path link = directory.resolve("new-link");
        Files.createSymbolicLink(link, version);
        Files.move(
                link,
                directory.resolve("mounted"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }
}
