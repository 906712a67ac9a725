package dev.millrace.tls;

import io.grpc.util.AdvancedTlsX509TrustManager;
import io.grpc.util.AdvancedTlsX509TrustManager.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.X509ExtendedTrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The authorities that a side of TLS believes, from a file that may be replaced at any time, likewise. */
public final class ReloadedTrust {
    private static final Logger log = LoggerFactory.getLogger(ReloadedTrust.class);

    private final Path file;
    private final AdvancedTlsX509TrustManager trustManager;
    private byte[] lastSeen;

    private ReloadedTrust(Path file, AdvancedTlsX509TrustManager trustManager, byte[] lastSeen) {
        this.file = file;
        this.trustManager = trustManager;
        this.lastSeen = lastSeen;
    }

    /**
     * Authorities that sign for many: a server's certificate must bear the name that its client expects.
     *
     * @throws IllegalStateException if there is nothing to begin with
     */
    public static ReloadedTrust of(Path file) {
        return of(file, Verification.CERTIFICATE_AND_HOST_NAME_VERIFICATION);
    }

    /** Authorities that sign for nobody but those who are meant, so that it does not matter by which name. */
    public static ReloadedTrust ofAnyHost(Path file) {
        return of(file, Verification.CERTIFICATE_ONLY_VERIFICATION);
    }

    private static ReloadedTrust of(Path file, Verification verification) {
        try {
            AdvancedTlsX509TrustManager trustManager = AdvancedTlsX509TrustManager.newBuilder()
                    .setVerification(verification)
                    .build();
            ReloadedTrust trust = new ReloadedTrust(file, trustManager, Files.readAllBytes(file));
            trust.load();
            return trust;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("The authorities in " + file + " cannot be used", e);
        }
    }

    /** What a TLS context asks. */
    public X509ExtendedTrustManager trustManager() {
        return trustManager;
    }

    /** Blocks. */
    public synchronized void reload() {
        try {
            byte[] content = Files.readAllBytes(file);
            if (!Arrays.equals(content, lastSeen)) {
                lastSeen = content;
                load();
                log.info("The authorities in {} were replaced", file);
            }
        } catch (IOException | GeneralSecurityException e) {
            log.warn("The authorities in {} cannot be read ({}); those from before are kept", file, e.getMessage());
        }
    }

    private void load() throws IOException, GeneralSecurityException {
        trustManager.updateTrustCredentials(PemFiles.readCertificates(file).toArray(X509Certificate[]::new));
    }
}
