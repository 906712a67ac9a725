package dev.millrace.gateway.front.listener;

import dev.millrace.tls.PemFiles;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.KeyUsage;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The certificates by which the services of a deployment know each other, made by an authority of its own. What is there and
 * good for long stays as it is, so this can run at every start; what is missing, broken or halfway done is made anew.
 *
 * <pre>
 *   authority/       certificate.pem, private-key.pem      for nobody but this program
 *   &lt;service&gt;/       certificate.pem, private-key.pem, authorities.pem
 * </pre>
 */
public final class ServiceCertificates {
    private static final Duration AUTHORITY_VALIDITY = Duration.ofDays(20 * 365);
    private static final Duration VALIDITY = Duration.ofDays(5 * 365);
    private static final Duration RENEWAL = Duration.ofDays(365);

    private final Path folder;
    private final Clock clock;

    ServiceCertificates(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** Makes them in a folder (the first argument) for services (the others). */
    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        if (arguments.length < 2) {
            throw new IllegalArgumentException("which folder, and for which services?");
        }
        new ServiceCertificates(Path.of(arguments[0]), Clock.systemUTC())
                .make(List.of(arguments).subList(1, arguments.length));
    }

    /** Makes what is missing, or good for less than a year. */
    void make(List<String> services) throws IOException, GeneralSecurityException {
        PemFiles authorityFiles = files("authority");
        if (!isAuthority(authorityFiles)) {
            write(authorityFiles, authority());
        }
        PemFiles.Identity authority = authorityFiles.read();
        String authorities = Files.readString(authorityFiles.certificate());
        for (String service : services) {
            Path believed = folder.resolve(service).resolve("authorities.pem");
            if (!Files.exists(believed) || !Files.readString(believed).equals(authorities)) {
                PemFiles.replace(believed, authorities);
            }
            PemFiles own = files(service);
            if (!isBy(authority.certificate().getPublicKey(), own)) {
                write(own, certificate(service, authority));
            }
        }
    }

    private PemFiles files(String owner) {
        Path own = folder.resolve(owner);
        return new PemFiles(own.resolve("certificate.pem"), own.resolve("private-key.pem"));
    }

    /** Whether it lives as long as what it is going to sign. */
    private boolean isAuthority(PemFiles files) {
        try {
            return files.read().isGoodAt(clock.instant().plus(VALIDITY));
        } catch (IOException | GeneralSecurityException missingOrBroken) {
            return false;
        }
    }

    private boolean isBy(PublicKey authority, PemFiles files) {
        try {
            PemFiles.Identity read = files.read();
            read.certificate().verify(authority);
            return read.isGoodAt(clock.instant().plus(RENEWAL));
        } catch (IOException | GeneralSecurityException missingOrBroken) {
            return false;
        }
    }

    private X509Bundle authority() throws GeneralSecurityException {
        return make(
                builder(AUTHORITY_VALIDITY)
                        .subject("CN=Millrace services")
                        .setIsCertificateAuthority(true)
                        .setKeyUsage(true, KeyUsage.keyCertSign, KeyUsage.cRLSign),
                CertificateBuilder::buildSelfSigned);
    }

    private X509Bundle certificate(String service, PemFiles.Identity authority) throws GeneralSecurityException {
        X509Bundle issuer = X509Bundle.fromRootCertificateAuthority(
                authority.certificate(), new KeyPair(authority.certificate().getPublicKey(), authority.key()));
        return make(
                builder(VALIDITY)
                        .subject("CN=" + service)
                        .addSanDnsName(service)
                        .addExtendedKeyUsageServerAuth()
                        .addExtendedKeyUsageClientAuth(),
                builder -> builder.buildIssuedBy(issuer));
    }

    private CertificateBuilder builder(Duration validity) {
        Instant now = clock.instant();
        return new CertificateBuilder()
                .ecp256()
                .notBefore(now.minus(Duration.ofHours(1)))
                .notAfter(now.plus(validity));
    }

    private static X509Bundle make(CertificateBuilder builder, Signing signing) throws GeneralSecurityException {
        try {
            return signing.sign(builder);
        } catch (Exception e) {
            throw new GeneralSecurityException("cannot make a certificate", e);
        }
    }

    private static void write(PemFiles files, X509Bundle bundle) throws IOException {
        files.replace(bundle.getCertificatePEM(), bundle.getPrivateKeyPEM());
    }

    @FunctionalInterface
    private interface Signing {
        X509Bundle sign(CertificateBuilder builder) throws Exception;
    }
}
