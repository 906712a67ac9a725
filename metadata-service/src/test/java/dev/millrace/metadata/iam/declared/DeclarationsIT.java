package dev.millrace.metadata.iam.declared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.cassandra.schema.SchemaMigration;
import dev.millrace.cassandra.testing.CassandraTest;
import dev.millrace.masterkey.LocalMasterKey;
import dev.millrace.masterkey.MasterKey;
import dev.millrace.metadata.catalog.Decision;
import dev.millrace.metadata.iam.AccountView;
import dev.millrace.metadata.iam.IdentityDirectory;
import dev.millrace.metadata.iam.IdentityQuotas;
import dev.millrace.metadata.iam.IdentityReplica;
import dev.millrace.metadata.iam.IdentityStore;
import dev.millrace.metadata.iam.model.ManagedPolicy;
import dev.millrace.metadata.iam.model.Role;
import dev.millrace.metadata.iam.model.User;
import dev.millrace.metadata.iam.storage.IdentityTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

@CassandraTest
class DeclarationsIT {
    private static final String HERE = "000000000000";
    private static final String ELSEWHERE = "222222222222";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** The tests have one table in common, and so one key. */
    @TempDir
    private static Path keys;

    @TempDir
    private Path folder;

    private final IdentityStore store;
    private final IdentityReplica replica;
    private MasterKey masterKey;
    private IdentityDirectory directory;
    private Declarations declarations;

    DeclarationsIT(CqlSession session) {
        SchemaMigration.migrate(session, "metadata", "schema/metadata");
        store = new IdentityTable(session);
        replica = new IdentityReplica(store);
    }

    @BeforeEach
    void wire() {
        masterKey = LocalMasterKey.in(keys.resolve("master-key.json"));
        directory = new IdentityDirectory(
                store,
                replica,
                new IdentityQuotas(
                        50, 50, 50, 50, 2, 10, 10, 5, 50, 6144, 2048, 5120, 10240, 2048, DataSize.ofMegabytes(1)));
        declarations = new Declarations(
                directory, new MemberAccounts(directory, HERE, Clock.systemUTC()), masterKey, Clock.systemUTC());
    }

    @Test
    void whatIsDeclaredIsThereAndASecondStartChangesNothing() throws IOException {
        Path file = write("orders-*", "PT4H");
        declarations.apply(file);

        User producer = ask(HERE, account -> account.user("producer"));
        ManagedPolicy policy =
                ask(HERE, account -> account.find(ManagedPolicy.class, "write").orElseThrow());
        assertThat(producer.naming().path()).isEqualTo("/apps/");
        assertThat(producer.groupIds()).hasSize(1);
        assertThat(producer.keys())
                .singleElement()
                .satisfies(key ->
                        assertThat(key.secret().open(masterKey, key.id())).isEqualTo("a secret of the file"));
        assertThat(policy.document()).contains("\"Version\":\"2012-10-17\"").contains("stream/orders-*");
        assertThat(ask(HERE, account -> account.role("reader")).longestSession())
                .isEqualTo(Duration.ofHours(4));

        long revision = replica.head().revision();
        declarations.apply(file);
        assertThat(replica.head().revision()).isEqualTo(revision);
    }

    @Test
    void aChangedPolicyIsItsNextVersionAndWhatIsNotDeclaredStays() throws IOException {
        declarations.apply(write("orders-*", "PT1H"));
        for (int i = 0; i < 6; i++) {
            declarations.apply(write("orders-" + i, "PT1H"));
        }

        ManagedPolicy policy =
                ask(HERE, account -> account.find(ManagedPolicy.class, "write").orElseThrow());
        assertThat(policy.document()).contains("stream/orders-5");
        assertThat(policy.defaultVersion()).isEqualTo(policy.lastVersion());
        assertThat(policy.versions()).hasSize(5);
    }

    @Test
    void aMemberAccountBeginsWithTheRoleThroughWhichItIsAdministered() throws IOException {
        Path file = Files.writeString(folder.resolve("identities.yml"), "accounts: {222222222222: {name: analytics}}");
        declarations.apply(file);
        assertThat(ask(ELSEWHERE, account -> account.role("OrganizationAccountAccessRole"))
                        .trustPolicy())
                .contains("arn:aws:iam::000000000000:root");

        Role role = ask(ELSEWHERE, account -> account.role("OrganizationAccountAccessRole"));
        directory
                .change(ELSEWHERE, account -> Decision.remove(role.id(), "removed"))
                .block(PATIENCE);
        declarations.apply(file);
        Optional<Role> again = ask(ELSEWHERE, account -> account.find(Role.class, "OrganizationAccountAccessRole"));
        assertThat(again).as("made once, and not again when it was deleted").isEmpty();
    }

    @Test
    void whatIsMalformedOrImpossibleIsToldWithItsPlace() throws IOException {
        Path unknown = Files.writeString(folder.resolve("unknown.yml"), "accounts: {222222222222: {usres: {}}}");
        assertThatThrownBy(() -> declarations.apply(unknown))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("usres");
        Path impossible = Files.writeString(
                folder.resolve("impossible.yml"), "accounts: {000000000000: {users: {ada: {groups: [nobody]}}}}");
        assertThatThrownBy(() -> declarations.apply(impossible))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("user ada")
                .hasMessageContaining("The group with name nobody cannot be found.");
    }

    private Path write(String streams, String session) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "a secret of the file\n");
        return Files.writeString(folder.resolve("identities.yml"), """
            accounts:
              000000000000:
                policies:
                  write:
                    document:
                      Version: 2012-10-17
                      Statement:
                        - Effect: Allow
                          Action: [kinesis:PutRecord, kinesis:PutRecords]
                          Resource: arn:aws:kinesis:*:000000000000:stream/%s
                groups:
                  writers:
                    policies: [write]
                users:
                  producer:
                    path: /apps/
                    tags: {team: checkout}
                    groups: [writers]
                    access-keys:
                      - {id: AKIAPRODUCER00000001, secret-file: %s}
                roles:
                  reader:
                    trust:
                      Version: 2012-10-17
                      Statement:
                        - {Effect: Allow, Action: sts:AssumeRole, Principal: {AWS: 'arn:aws:iam::000000000000:root'}}
                    longest-session: %s
                    policies: ['arn:aws:iam::aws:policy/AmazonKinesisReadOnlyAccess']
            """.formatted(streams, secret, session));
    }

    private <R> R ask(String account, Function<AccountView, R> question) {
        R answer = directory.ask(account, question).block(PATIENCE);
        if (answer == null) {
            throw new AssertionError("no answer");
        }
        return answer;
    }
}
