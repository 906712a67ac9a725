package dev.millrace.tls;

import io.grpc.util.AdvancedTlsX509KeyManager;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.X509ExtendedKeyManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a side of TLS shows of itself: a certificate and its key, from files that may be replaced at any time. A new one is
 * shown in the next handshake; connections that are open stay as they are. One that cannot be used changes nothing.
 */
public final class ReloadedIdentity {
    private static final Logger log = LoggerFactory.getLogger(ReloadedIdentity.class);

    private final PemFiles files;
    private final AdvancedTlsX509KeyManager keyManager = new AdvancedTlsX509KeyManager();
    private byte[] lastSeen = {};
    private volatile Instant expiry = Instant.EPOCH;
    private volatile boolean outdated;

    private ReloadedIdentity(PemFiles files) {
        this.files = files;
    }

    /** @throws IllegalStateException if there is nothing to begin with */
    public static ReloadedIdentity of(PemFiles files) {
        ReloadedIdentity identity = new ReloadedIdentity(files);
        try {
            identity.lastSeen = files.content();
            identity.load();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("The certificate and key " + files + " cannot be used", e);
        }
        return identity;
    }

    /** What a TLS context asks; it answers with whatever is current. */
    public X509ExtendedKeyManager keyManager() {
        return keyManager;
    }

    /** Until when the certificate that is shown is good. */
    public Instant expiry() {
        return expiry;
    }

    /** How much longer it is good; negative once it has expired. */
    public Duration timeLeft(Instant now) {
        return Duration.between(now, expiry);
    }

    /** Whether the files hold something that cannot be used, so that an earlier certificate is still shown. */
    public boolean isOutdated() {
        return outdated;
    }

    /** Looks at the content, since neither a new time nor a new inode says that a mounted secret has changed. Blocks. */
    public synchronized void reload() {
        try {
            byte[] content = files.content();
            if (Arrays.equals(content, lastSeen)) {
                return;
            }
            lastSeen = content;
            load();
            outdated = false;
            log.info("The certificate {} was replaced; the new one is good until {}", files.certificate(), expiry);
        } catch (IOException | GeneralSecurityException e) {
            if (!outdated) {
                log.warn("{} cannot be used ({}); the certificate from before is kept", files, e.getMessage());
            }
            outdated = true;
            // Files that were away for a moment are as good as before when they are back.
            lastSeen = e instanceof IOException ? new byte[0] : lastSeen;
        }
    }

    private void load() throws IOException, GeneralSecurityException {
        PemFiles.Identity read = files.read();
        List<X509Certificate> chain = read.chain();
        keyManager.updateIdentityCredentials(chain.toArray(X509Certificate[]::new), read.key());
        expiry = chain.get(0).getNotAfter().toInstant();
    }
}
