package dev.millrace.gateway.front.listener;

import dev.millrace.tls.PemFiles;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
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
                X509Bundle made = selfSigned(clock.instant());
                files.replace(made.getCertificatePEM(), made.getPrivateKeyPEM());
                log.info("Made a self-signed certificate: {}", files.certificate());
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep a certificate in " + directory, e);
        }
    }

    private boolean isGood(PemFiles files) {
        try {
            return files.read().isGoodAt(clock.instant().plus(RENEWAL));
        } catch (IOException | GeneralSecurityException missingOrBroken) {
            return false;
        }
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
                // Clients that are set up to trust this certificate take it as an authority.
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
}
