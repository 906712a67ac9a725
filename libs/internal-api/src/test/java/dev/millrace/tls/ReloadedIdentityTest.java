package dev.millrace.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.X509ExtendedKeyManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadedIdentityTest {
    @TempDir
    Path directory;

    private PemFiles files;

    @BeforeEach
    void name() {
        files = new PemFiles(directory.resolve("tls.crt"), directory.resolve("tls.key"));
    }

    @Test
    void halfOfAReplacementChangesNothing() throws Exception {
        X509Bundle first = write(new CertificateBuilder().ecp256());
        ReloadedIdentity identity = ReloadedIdentity.of(files);
        X509Bundle second = new CertificateBuilder()
                .subject("CN=a")
                .rsa2048()
                .setIsCertificateAuthority(true)
                .buildSelfSigned();

        Files.writeString(files.certificate(), second.getCertificatePEM());
        identity.reload();
        assertThat(shown(identity)).isEqualTo(first.getCertificate());
        assertThat(identity.isOutdated()).isTrue();

        Files.writeString(files.privateKey(), second.getPrivateKeyPEM());
        identity.reload();
        assertThat(shown(identity)).isEqualTo(second.getCertificate());
        assertThat(identity.isOutdated()).isFalse();
        assertThat(identity.expiry())
                .isEqualTo(second.getCertificate().getNotAfter().toInstant());
    }

    @Test
    void filesThatWereAwayAreAsGoodAsBeforeWhenTheyAreBack() throws Exception {
        X509Bundle first = write(new CertificateBuilder().ecp256());
        ReloadedIdentity identity = ReloadedIdentity.of(files);

        Files.move(files.privateKey(), directory.resolve("away"));
        identity.reload();
        assertThat(identity.isOutdated()).isTrue();
        assertThat(shown(identity)).isEqualTo(first.getCertificate());

        Files.move(directory.resolve("away"), files.privateKey());
        identity.reload();
        assertThat(identity.isOutdated()).isFalse();
    }

    @Test
    void thereMustBeSomethingToBeginWith() throws Exception {
        assertThatThrownBy(() -> ReloadedIdentity.of(files)).isInstanceOf(IllegalStateException.class);

        write(new CertificateBuilder().ecp256());
        Files.writeString(files.privateKey(), "nonsense");
        assertThatThrownBy(() -> ReloadedIdentity.of(files))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("tls.crt");
    }

    private X509Bundle write(CertificateBuilder builder) throws Exception {
        X509Bundle bundle =
                builder.subject("CN=a").setIsCertificateAuthority(true).buildSelfSigned();
        Files.writeString(files.certificate(), bundle.getCertificatePEM());
        Files.writeString(files.privateKey(), bundle.getPrivateKeyPEM());
        return bundle;
    }

    private static X509Certificate shown(ReloadedIdentity identity) {
        X509ExtendedKeyManager keys = identity.keyManager();
        String alias = Stream.of("EC", "RSA")
                .map(type -> keys.chooseServerAlias(type, null, null))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
        return keys.getCertificateChain(alias)[0];
    }
}
