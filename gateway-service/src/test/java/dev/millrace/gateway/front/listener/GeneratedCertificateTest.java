package dev.millrace.gateway.front.listener;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.tls.PemFiles;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratedCertificateTest {
    @TempDir
    Path directory;

    @Test
    void isForThisMachineAndItsKeyIsForTheOwnerOnly() throws Exception {
        PemFiles files = generated(Clock.systemUTC()).files();

        X509Certificate certificate = read(files.certificate());
        assertThat(certificate.getSubjectAlternativeNames().stream().map(name -> (Object) name.get(1)))
                .contains("localhost", "127.0.0.1");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files.privateKey())))
                .isEqualTo("rw-------");
        assertThat(Files.readString(files.privateKey())).startsWith("-----BEGIN PRIVATE KEY-----");
    }

    @Test
    void isKeptUntilItIsAboutToExpire() throws Exception {
        X509Certificate first = read(generated(Clock.systemUTC()).files().certificate());

        assertThat(read(generated(later(300)).files().certificate())).isEqualTo(first);
        assertThat(read(generated(later(380)).files().certificate())).isNotEqualTo(first);
    }

    @Test
    void isMadeAnewWhenTheFilesAreBroken() throws Exception {
        PemFiles files = generated(Clock.systemUTC()).files();
        Files.writeString(files.certificate(), "half a certif");

        generated(Clock.systemUTC()).files();

        assertThat(read(files.certificate()).getSubjectX500Principal().getName())
                .isEqualTo("CN=Millrace");
        assertThat(filesIn(directory)).containsExactlyInAnyOrder("certificate.pem", "private-key.pem");
    }

    private GeneratedCertificate generated(Clock clock) {
        return new GeneratedCertificate(directory, clock);
    }

    private static Clock later(int days) {
        return Clock.offset(Clock.systemUTC(), Duration.ofDays(days));
    }

    private static List<String> filesIn(Path directory) throws Exception {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static X509Certificate read(Path file) throws Exception {
        try (InputStream in = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}
