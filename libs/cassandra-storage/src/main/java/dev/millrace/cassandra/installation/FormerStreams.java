package dev.millrace.cassandra.installation;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import dev.millrace.cassandra.ExecutionProfiles;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the streams of a keyspace say of whose they are, where nothing is written down yet. The table is the metadata
 * service's; it is read here, once in the life of an older installation, because any of the services may be the first to
 * start, and none may do anything before it knows.
 */
final class FormerStreams {
    private static final Pattern REGION =
            Pattern.compile("arn:aws:(?:kinesis|kms):([a-z0-9-]+):(\\d{12}):(?:stream|key)/");

    private final CqlSession session;
    private final String keyspace;

    FormerStreams(CqlSession session, String keyspace) {
        this.session = session;
        this.keyspace = keyspace;
    }

    /** @throws ForeignInstallationException when there are streams, and they are those of another account or region */
    void requireThoseOf(Installation installation) {
        if (!InstallationTable.hasTable(session, keyspace, "streams")) {
            return;
        }
        try {
            compare(installation);
        } catch (InvalidQueryException e) {
            // A table that is just being created has no streams.
            if (!InstallationTable.isBeingCreated(e)) {
                throw e;
            }
        }
    }

    private void compare(Installation installation) {
        SortedSet<String> accounts = new TreeSet<>();
        SortedSet<String> regions = new TreeSet<>();
        for (Row row : session.execute(
                SimpleStatement.newInstance("SELECT account_id, name, key_id, policy FROM " + keyspace + ".streams")
                        .setExecutionProfileName(ExecutionProfiles.READS))) {
            // An account that was only ever started with has a row without a name.
            if (!row.isNull("name")) {
                String account = Objects.requireNonNull(row.getString("account_id"));
                accounts.add(account);
                addRegions(row, account, regions);
            }
        }
        if (!accounts.isEmpty() && !accounts.contains(installation.accountId())) {
            throw ForeignInstallationException.account(String.join(" or ", accounts), installation.accountId());
        }
        if (!regions.isEmpty() && !regions.contains(installation.region())) {
            throw ForeignInstallationException.region(String.join(" or ", regions), installation.region());
        }
    }

    /** A stream's own policy and the key that it is encrypted under name the region, if there are any. */
    private static void addRegions(Row row, String account, SortedSet<String> regions) {
        for (String column : new String[] {"key_id", "policy"}) {
            String text = row.getString(column);
            Matcher arns = REGION.matcher(text == null ? "" : text);
            while (arns.find()) {
                if (arns.group(2).equals(account)) {
                    regions.add(arns.group(1));
                }
            }
        }
    }
}
