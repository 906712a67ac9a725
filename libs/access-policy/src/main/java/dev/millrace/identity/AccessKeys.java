package dev.millrace.identity;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * Ids and secrets of access keys. The first four characters of an id tell keys that last from those of sessions.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html">IAM identifiers</a>
 */
public final class AccessKeys {
    private static final String LASTING = "AKIA";
    private static final String OF_SESSION = "ASIA";
    private static final int ID_LENGTH = 20;
    private static final int SECRET_BYTES = 30;
    private static final SecureRandom RANDOM = new SecureRandom();

    private AccessKeys() {}

    public static String newId() {
        return IdentityKind.random(LASTING, ID_LENGTH);
    }

    public static String newSessionId() {
        return IdentityKind.random(OF_SESSION, ID_LENGTH);
    }

    public static boolean isOfSession(String accessKeyId) {
        return accessKeyId.startsWith(OF_SESSION);
    }

    /** Forty characters, of 240 random bits. */
    public static String newSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return Base64.getEncoder().encodeToString(secret);
    }
}
