package dev.millrace.gateway.front.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.tls.PemFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceCertificatesTest {
    private static final List<String> SERVICES = List.of("gateway-service", "shard-service");
    private static final int YEAR = 365;

    @TempDir
    private Path folder;

    @Test
    void eachServiceIsNamedByTheAuthorityThatAllBelieve() throws Exception {
        makeAfter(0);

        X509Certificate authority = read("authority");
        for (String service : SERVICES) {
            X509Certificate certificate = read(service);
            certificate.verify(authority.getPublicKey());
            assertThat(certificate.getSubjectAlternativeNames()).containsExactly(List.of(2, service));
            assertThat(certificate.getBasicConstraints()).as("it signs nothing").isNegative();
            assertThat(certificate.getExtendedKeyUsage())
                    .as("both sides of a handshake")
                    .hasSize(2);
            assertThat(folder.resolve(service).resolve("authorities.pem"))
                    .hasSameTextualContentAs(folder.resolve("authority/certificate.pem"));
        }
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(files("authority").privateKey())))
                .isEqualTo("rw-------");
    }

    @Test
    void whatIsGoodForLongStays() throws Exception {
        makeAfter(0);
        X509Certificate authority = read("authority");
        X509Certificate first = read("gateway-service");

        makeAfter(3 * YEAR);
        assertThat(read("gateway-service")).isEqualTo(first);

        makeAfter(4 * YEAR + 1);
        assertThat(read("gateway-service")).isNotEqualTo(first);
        assertThat(read("authority")).isEqualTo(authority);
    }

    @Test
    void noCertificateOutlivesItsAuthority() throws Exception {
        makeAfter(0);
        X509Certificate authority = read("authority");

        makeAfter(15 * YEAR + 1);

        assertThat(read("authority")).isNotEqualTo(authority);
        read("gateway-service").verify(read("authority").getPublicKey());
        assertThatThrownBy(() -> read("gateway-service").verify(authority.getPublicKey()))
                .isInstanceOf(SignatureException.class);
    }

    @Test
    void aRunThatWasCutOffIsFinishedByTheNext() throws Exception {
        makeAfter(0);
        X509Certificate untouched = read("shard-service");
        Files.delete(folder.resolve("shard-service/authorities.pem"));
        Files.writeString(files("gateway-service").certificate(), "half a certif");

        makeAfter(0);

        assertThat(folder.resolve("shard-service/authorities.pem")).exists();
        assertThat(read("shard-service")).isEqualTo(untouched);
        read("gateway-service").verify(read("authority").getPublicKey());
    }

    private void makeAfter(int days) throws Exception {
        new ServiceCertificates(folder, Clock.offset(Clock.systemUTC(), Duration.ofDays(days))).make(SERVICES);
    }

    private PemFiles files(String owner) {
        return new PemFiles(
                folder.resolve(owner).resolve("certificate.pem"),
                folder.resolve(owner).resolve("private-key.pem"));
    }

    private X509Certificate read(String owner) throws Exception {
        return files(owner).read().certificate();
    }
}
