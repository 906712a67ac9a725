package dev.millrace.service;

import dev.millrace.internal.rpc.ServiceTls;
import dev.millrace.tls.PemFiles;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** An authority that a test has made, and what it signs, in files as a service is given them. */
record TestAuthority(X509Bundle root) {
    static TestAuthority make() throws Exception {
        return new TestAuthority(new CertificateBuilder()
                .subject("CN=an authority")
                .ecp256()
                .setIsCertificateAuthority(true)
                .buildSelfSigned());
    }

    /** Writes a good certificate for a service, and itself as the authority to be believed. */
    void issue(Path folder, String service) throws Exception {
        issue(folder, service, certificate -> certificate.addSanDnsName(service));
    }

    void issue(Path folder, String subject, UnaryOperator<CertificateBuilder> changes) throws Exception {
        Instant now = Instant.now();
        X509Bundle signed = changes.apply(new CertificateBuilder()
                        .subject("CN=" + subject)
                        .ecp256()
                        .notBefore(now.minus(Duration.ofHours(1)))
                        .notAfter(now.plus(Duration.ofHours(1)))
                        .addExtendedKeyUsageServerAuth()
                        .addExtendedKeyUsageClientAuth())
                .buildIssuedBy(root);
        filesIn(folder).replace(signed.getCertificatePEM(), signed.getPrivateKeyPEM());
        believeIn(folder);
    }

    /** Makes those that read a folder believe this authority alone. */
    void believeIn(Path folder) throws Exception {
        PemFiles.replace(authoritiesIn(folder), root.getCertificatePEM());
    }

    static ServiceTls tls(Path folder) {
        return ServiceTls.with(filesIn(folder), authoritiesIn(folder));
    }

    static PemFiles filesIn(Path folder) {
        return new PemFiles(folder.resolve("certificate.pem"), folder.resolve("private-key.pem"));
    }

    static Path authoritiesIn(Path folder) {
        return folder.resolve("authorities.pem");
    }
}
