package dev.millrace.cassandra.installation;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.cassandra.StartSteps;
import java.util.Optional;

/**
 * Whose data a keyspace holds. To serve it as somebody else's would make its streams unknown, its ARNs wrong and its
 * encrypted records unreadable, so that is refused before anything else is done.
 *
 * @param accountId twelve digits
 * @param region as ARNs and the encryption context of records name it
 */
public record Installation(String accountId, String region) {
    /** How data is laid out. It changes when a version of Millrace could harm what another one has stored. */
    static final int STORAGE_FORMAT = 1;

    /**
     * Writes down whose data the keyspace holds, if it is not written yet, and returns when it is this installation's.
     * Any number of instances may start together.
     *
     * @param session a session of the keyspace
     * @throws ForeignInstallationException when the data is another's; nothing was changed
     */
    public void claim(CqlSession session) {
        String keyspace = session.getKeyspace()
                .map(CqlIdentifier::asInternal)
                .orElseThrow(() -> new IllegalArgumentException("The session has no keyspace"));
        new StartSteps()
                .take("the record of whose data this is", () -> stored(session, keyspace))
                .require(this);
    }

    /** Bears repetition: a row that an earlier try has written is the one that this one finds. */
    private StoredInstallation stored(CqlSession session, String keyspace) {
        InstallationTable table = new InstallationTable(session, keyspace);
        Optional<StoredInstallation> stored = table.read();
        if (stored.isPresent()) {
            return stored.get();
        }
        // Data of before there was such a table speaks by its streams.
        new FormerStreams(session, keyspace).requireThoseOf(this);
        return table.write(new StoredInstallation(this, STORAGE_FORMAT));
    }
}
