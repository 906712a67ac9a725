package dev.millrace.cassandra.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import org.apache.cassandra.auth.AuthenticatedUser;
import org.apache.cassandra.auth.IAuthenticator.SaslNegotiator;
import org.apache.cassandra.exceptions.AuthenticationException;
import org.jspecify.annotations.Nullable;

/**
 * One connection's login by SASL PLAIN: {@code [for whom] NUL user NUL password}, which all drivers send.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4616">RFC 4616</a>
 */
final class PlainLogin implements SaslNegotiator {
    private static final byte SEPARATOR = 0;

    private final byte[] credentials;
    private boolean complete;

    /** @param credentials those that let in, see {@link #credentials(String, String)} */
    PlainLogin(byte[] credentials) {
        this.credentials = credentials;
    }

    /** User and password as a client sends them. */
    static byte[] credentials(String user, String password) {
        return (user + (char) SEPARATOR + password).getBytes(StandardCharsets.UTF_8);
    }

    /** Takes the only message there is; that nothing is left to ask is {@code null} in Cassandra's interface. */
    @Override
    public byte @Nullable [] evaluateResponse(byte[] message) {
        if (!MessageDigest.isEqual(credentialsIn(message), credentials)) {
            throw new AuthenticationException("User or password is not the right one");
        }
        complete = true;
        return null;
    }

    /** What follows on "for whom", which counts for nothing where there is one user. */
    private static byte[] credentialsIn(byte[] message) {
        for (int i = 0; i < message.length; i++) {
            if (message[i] == SEPARATOR) {
                return Arrays.copyOfRange(message, i + 1, message.length);
            }
        }
        return new byte[0];
    }

    @Override
    public boolean isComplete() {
        return complete;
    }

    @Override
    public AuthenticatedUser getAuthenticatedUser() {
        if (!complete) {
            throw new AuthenticationException("Nobody has logged in");
        }
        return AuthenticatedUser.ANONYMOUS_USER;
    }
}
