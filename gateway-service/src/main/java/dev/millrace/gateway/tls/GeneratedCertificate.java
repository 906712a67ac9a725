package dev.millrace.gateway.tls;

import dev.millrace.tls.PemFiles;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The self-signed certificate that a first start makes, for {@code localhost}, {@code 127.0.0.1}, {@code ::1} and the
 * machine's name. It is kept, so that a client that trusts it goes on doing so, until it is about to expire.
 */
final class GeneratedCertificate {
    private static final Logger log = LoggerFactory.getLogger(GeneratedCertificate.class);

    /** The longest that common clients accept. */
    private static final Duration VALIDITY = Duration.ofDays(397);

    private static final Duration RENEWAL = Duration.ofDays(30);
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path directory;
    private final Clock clock;

    GeneratedCertificate(Path directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /** The files, made now if there are none or if they are no longer good for long. */
    PemFiles files() {
        PemFiles files = new PemFiles(directory.resolve("certificate.pem"), directory.resolve("private-key.pem"));
        try {
            if (!isGood(files)) {
                Files.createDirectories(directory);
                make(files);
                log.info("Made a self-signed certificate: {}", files.certificate());
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep a certificate in " + directory, e);
        }
    }

    private boolean isGood(PemFiles files) throws IOException {
        if (!Files.isReadable(files.certificate()) || !Files.isReadable(files.privateKey())) {
            return false;
        }
        try (InputStream in = Files.newInputStream(files.certificate())) {
            X509Certificate certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            return clock.instant()
                    .plus(RENEWAL)
                    .isBefore(certificate.getNotAfter().toInstant());
        } catch (CertificateException unreadable) {
            return false;
        }
    }

    private void make(PemFiles files) throws IOException {
        X509Bundle bundle = selfSigned(clock.instant());
        // The key first: a certificate without its key would never be replaced, the other way around it is.
        write(files.privateKey(), bundle.getPrivateKeyPEM());
        write(files.certificate(), bundle.getCertificatePEM());
    }

    private static X509Bundle selfSigned(Instant now) throws IOException {
        CertificateBuilder builder = new CertificateBuilder()
                .subject("CN=Millrace")
                .ecp256()
                .notBefore(now.minus(Duration.ofHours(1)))
                .notAfter(now.plus(VALIDITY))
                .addSanDnsName("localhost")
                .addSanIpAddress("127.0.0.1")
                .addSanIpAddress("::1")
                // Clients that are told to trust this certificate take it as an authority.
                .setIsCertificateAuthority(true)
                .addExtendedKeyUsageServerAuth();
        hostName().ifPresent(builder::addSanDnsName);
        try {
            return builder.buildSelfSigned();
        } catch (Exception e) {
            throw new IOException("cannot make a certificate", e);
        }
    }

    private static Optional<String> hostName() {
        try {
            String name = InetAddress.getLocalHost().getHostName();
            return Optional.of(name).filter(host -> host.matches("[a-zA-Z0-9.-]+") && !host.equals("localhost"));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Whole or not at all, and never readable by others. */
    private void write(Path file, String text) throws IOException {
        Path draft = Files.createTempFile(directory, "draft", ".pem", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        Files.writeString(draft, text);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
