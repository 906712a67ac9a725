package dev.millrace.cassandra.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.cassandra.CassandraSessions;
import dev.millrace.cassandra.CassandraSettings;
import dev.millrace.cassandra.Keyspace;
import dev.millrace.cassandra.testing.CassandraTest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@CassandraTest
class InstallationIT {
    private static final Installation OWN = new Installation("111111111111", "us-east-1");
    private static final Installation OTHER_ACCOUNT = new Installation("222222222222", "us-east-1");
    private static final Installation OTHER_REGION = new Installation("111111111111", "eu-west-1");

    private final CassandraSettings settings;

    InstallationIT(CassandraSettings settings) {
        this.settings = settings;
    }

    private CqlSession open(String keyspace) {
        return CassandraSessions.open(settings.withKeyspace(new Keyspace(keyspace)));
    }

    @Test
    void theFirstStartDecidesAndOnlyTheSameStartsAgain() {
        try (CqlSession session = open("installation_first")) {
            OWN.claim(session);
            OWN.claim(session);

            assertThatThrownBy(() -> OTHER_ACCOUNT.claim(session))
                    .isInstanceOf(ForeignInstallationException.class)
                    .hasMessageContaining("belongs to account 111111111111, but MILLRACE_ACCOUNT_ID is 222222222222");
            assertThatThrownBy(() -> OTHER_REGION.claim(session))
                    .isInstanceOf(ForeignInstallationException.class)
                    .hasMessageContaining("belongs to region us-east-1, but MILLRACE_REGION is eu-west-1");
        }
    }

    @Test
    void ofDifferentOnesThatStartTogetherOneWinsAndAllOthersAreRefused() throws Exception {
        ExecutorService instances = Executors.newFixedThreadPool(6);
        try (CqlSession session = open("installation_together")) {
            List<CompletableFuture<Boolean>> starts = Stream.of(
                            OWN, OTHER_ACCOUNT, OWN, OTHER_ACCOUNT, OWN, OTHER_REGION)
                    .map(installation -> CompletableFuture.supplyAsync(() -> starts(installation, session), instances))
                    .toList();
            List<Boolean> started = CompletableFuture.allOf(starts.toArray(CompletableFuture[]::new))
                    .thenApply(
                            all -> starts.stream().map(CompletableFuture::join).toList())
                    .get(2, TimeUnit.MINUTES);

            assertThat(started)
                    .isIn(
                            List.of(true, false, true, false, true, false),
                            List.of(false, true, false, true, false, false),
                            List.of(false, false, false, false, false, true));
        } finally {
            instances.shutdownNow();
        }
    }

    private static boolean starts(Installation installation, CqlSession session) {
        try {
            installation.claim(session);
            return true;
        } catch (ForeignInstallationException refused) {
            return false;
        }
    }

    @Test
    void dataOfAnotherFormatIsRefused() {
        try (CqlSession session = open("installation_format")) {
            OWN.claim(session);
            session.execute("UPDATE installation SET format = 2 WHERE id = 'millrace'");

            assertThatThrownBy(() -> OWN.claim(session))
                    .isInstanceOf(ForeignInstallationException.class)
                    .hasMessageContaining("storage format 2")
                    .hasMessageContaining("works with format 1");
        }
    }

    @Test
    void dataOfBeforeThereWasARecordSpeaksByItsStreams() {
        try (CqlSession session = open("installation_former")) {
            formerStreams(session);
            session.execute("INSERT INTO streams (account_id, name) VALUES ('111111111111', 'orders')");
            // This account was only ever started with.
            session.execute("INSERT INTO streams (account_id, revision) VALUES ('222222222222', 0)");

            assertThatThrownBy(() -> OTHER_ACCOUNT.claim(session)).isInstanceOf(ForeignInstallationException.class);
            OWN.claim(session);
            assertThatThrownBy(() -> OTHER_ACCOUNT.claim(session)).isInstanceOf(ForeignInstallationException.class);
        }
    }

    @Test
    void dataOfBeforeSpeaksOfItsRegionWhereAKeyOrPolicyNamesIt() {
        try (CqlSession session = open("installation_former_region")) {
            formerStreams(session);
            session.execute("INSERT INTO streams (account_id, name, policy) VALUES ('111111111111', 'orders',"
                    + " '{\"Resource\":\"arn:aws:kinesis:us-east-1:111111111111:stream/orders\"}')");

            assertThatThrownBy(() -> OTHER_REGION.claim(session))
                    .isInstanceOf(ForeignInstallationException.class)
                    .hasMessageContaining("us-east-1")
                    .hasMessageContaining("eu-west-1");
            assertThatCode(() -> OWN.claim(session)).doesNotThrowAnyException();
        }
    }

    @Test
    void dataOfBeforeWithoutStreamsTakesWhatTheSettingsSay() {
        try (CqlSession session = open("installation_former_empty")) {
            formerStreams(session);
            session.execute("INSERT INTO streams (account_id, revision) VALUES ('222222222222', 0)");

            OWN.claim(session);
            assertThatThrownBy(() -> OTHER_ACCOUNT.claim(session)).isInstanceOf(ForeignInstallationException.class);
        }
    }

    private static void formerStreams(CqlSession session) {
        session.execute(
                "CREATE TABLE streams (account_id text, revision bigint STATIC, name text, key_id text, policy text,"
                        + " PRIMARY KEY (account_id, name))");
    }
}
