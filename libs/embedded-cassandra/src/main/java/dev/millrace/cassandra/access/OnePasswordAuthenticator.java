package dev.millrace.cassandra.access;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.cassandra.auth.AuthenticatedUser;
import org.apache.cassandra.auth.IAuthenticator;
import org.apache.cassandra.auth.IResource;
import org.apache.cassandra.exceptions.AuthenticationException;
import org.apache.cassandra.exceptions.ConfigurationException;
import org.jspecify.annotations.Nullable;

/**
 * Opens sessions for one user, whose password is in a file that was made before the node started. For a node alone, which
 * only Millrace uses.
 *
 * <p>Cassandra's own {@code PasswordAuthenticator} keeps roles in a table. It makes the first one, {@code cassandra} with the
 * password {@code cassandra}, some seconds after the node has begun to answer, lets everybody in who knows that, and it is left
 * to its clients to replace it. Here there is no such time and no such role. Who has shown the password is Cassandra's
 * anonymous user, just as everybody is without authentication: nothing is looked up in tables, and nothing in them can lock
 * Millrace out.
 */
public final class OnePasswordAuthenticator implements IAuthenticator {
    /** The only user. */
    public static final String USER = "millrace";

    /** The parameter in {@code cassandra.yaml} that names the file of the password. */
    public static final String PASSWORD_FILE = "password_file";

    /** Keeps out what somebody has thought up: nothing here slows guesses down. */
    private static final int SHORTEST_PASSWORD = 16;

    private final byte[] credentials;

    /**
     * Made by Cassandra.
     *
     * @param parameters those of {@code cassandra.yaml}
     * @throws ConfigurationException when they name no file with a password, which ends the node
     */
    public OnePasswordAuthenticator(Map<String, String> parameters) {
        this.credentials = PlainLogin.credentials(USER, password(parameters.get(PASSWORD_FILE)));
    }

    private static String password(@Nullable String file) {
        if (file == null) {
            throw new ConfigurationException("The authenticator needs the parameter " + PASSWORD_FILE);
        }
        try {
            String password =
                    Files.readString(Path.of(file), StandardCharsets.UTF_8).strip();
            if (password.length() < SHORTEST_PASSWORD) {
                throw new ConfigurationException(
                        "The password in " + file + " is shorter than " + SHORTEST_PASSWORD + " characters");
            }
            return password;
        } catch (IOException e) {
            throw new ConfigurationException("The password cannot be read: " + e, e);
        }
    }

    @Override
    public boolean requireAuthentication() {
        return true;
    }

    @Override
    public SaslNegotiator newSaslNegotiator(InetAddress client) {
        return new PlainLogin(credentials);
    }

    @Override
    public Set<IResource> protectedResources() {
        return Set.of();
    }

    @Override
    public void validateConfiguration() {
        // Done where it is read.
    }

    @Override
    public void setup() {
        // There are no tables to make.
    }

    /** Asked by Cassandra's login for JMX, which has nobody to let in here. */
    @Override
    public AuthenticatedUser legacyAuthenticate(Map<String, String> shown) {
        throw new AuthenticationException("Only the native protocol opens sessions");
    }
}
