package dev.millrace.metadata.kms.grpc;

import static dev.millrace.metadata.kms.grpc.KeyInstance.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.google.protobuf.ByteString;
import dev.millrace.cassandra.schema.SchemaMigration;
import dev.millrace.cassandra.testing.CassandraTest;
import dev.millrace.internal.kms.v1.AliasRequest;
import dev.millrace.internal.kms.v1.CreateKeyRequest;
import dev.millrace.internal.kms.v1.CryptoRequest;
import dev.millrace.internal.kms.v1.DataKeyRequest;
import dev.millrace.internal.kms.v1.EnableKeyRotationRequest;
import dev.millrace.internal.kms.v1.KeyMetadata;
import dev.millrace.internal.kms.v1.KeyPolicyRequest;
import dev.millrace.internal.kms.v1.KmsCall;
import dev.millrace.internal.kms.v1.ListAliasesResult;
import dev.millrace.internal.kms.v1.ListKeysResult;
import dev.millrace.internal.kms.v1.ListRequest;
import dev.millrace.internal.kms.v1.RotationStatusResult;
import dev.millrace.internal.kms.v1.ScheduleKeyDeletionRequest;
import dev.millrace.internal.kms.v1.Tag;
import dev.millrace.internal.kms.v1.TagRequest;
import dev.millrace.key.KeyCiphertext;
import dev.millrace.key.KeyErrorType;
import dev.millrace.key.KeyException;
import dev.millrace.key.KeyReference;
import dev.millrace.masterkey.LocalMasterKey;
import dev.millrace.masterkey.MasterKey;
import dev.millrace.metadata.kms.model.NamedKey;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** KMS's operations on two instances of the service, each test in an account of its own. */
@CassandraTest
class KeysIT {
    private static final AtomicInteger ACCOUNTS = new AtomicInteger();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

    @TempDir
    private static Path folder;

    private static MasterKey masterKey;

    private final CqlSession session;
    private final String account = "%012d".formatted(ACCOUNTS.incrementAndGet());
    private final Calendar clock = new Calendar();
    private KeyInstance one;
    private KeyInstance other;

    KeysIT(CqlSession session) {
        this.session = session;
    }

    @BeforeAll
    static void migrate(CqlSession session) {
        SchemaMigration.migrate(session, "metadata", "schema/metadata");
        masterKey = LocalMasterKey.in(folder.resolve("master-key.json"));
    }

    @BeforeEach
    void start() {
        one = new KeyInstance(session, masterKey, account, clock);
        other = new KeyInstance(session, masterKey, account, clock);
    }

    @Test
    void whatOneInstanceEncryptsAnotherOpensButOnlyWithItsContextAndUnchanged() {
        ByteString ciphertext = one.encrypt(one.createKey().getKeyId(), "hello");

        assertThat(other.decrypt(ciphertext)).isEqualTo("hello");
        assertThat(ciphertext.toStringUtf8()).doesNotContain("hello");
        assertRefused(
                () -> other.call(KmsCall.newBuilder()
                        .setDecrypt(CryptoRequest.newBuilder().setCiphertextBlob(ciphertext))),
                KeyErrorType.INVALID_CIPHERTEXT);
        byte[] changed = ciphertext.toByteArray();
        changed[changed.length - 1] ^= 1;
        assertRefused(() -> other.decrypt(ByteString.copyFrom(changed)), KeyErrorType.INVALID_CIPHERTEXT);
    }

    @Test
    void aTrialIsRefusedAsOneOnlyWhenNothingElseStandsAgainstIt() {
        String id = one.createKey().getKeyId();
        CryptoRequest.Builder encrypt = CryptoRequest.newBuilder()
                .setKeyId(id)
                .setPlaintext(ByteString.copyFromUtf8("hello"))
                .setDryRun(true);
        DataKeyRequest.Builder dataKey =
                DataKeyRequest.newBuilder().setKeyId(id).setKeySpec("AES_256").setDryRun(true);
        ByteString ciphertext = one.encrypt(id, "hello");

        assertRefused(() -> one.call(KmsCall.newBuilder().setEncrypt(encrypt)), KeyErrorType.DRY_RUN);
        assertRefused(() -> one.call(KmsCall.newBuilder().setGenerateDataKey(dataKey)), KeyErrorType.DRY_RUN);
        assertRefused(
                () -> one.call(KmsCall.newBuilder()
                        .setDecrypt(CryptoRequest.newBuilder()
                                .setCiphertextBlob(ciphertext)
                                .setDryRun(true))),
                KeyErrorType.INVALID_CIPHERTEXT);
        one.call(KmsCall.newBuilder().setDisableKey(key(id)));
        assertRefused(() -> one.call(KmsCall.newBuilder().setEncrypt(encrypt)), KeyErrorType.DISABLED);
    }

    @Test
    void oldCiphertextsOpenAfterRotationsAndNewOnesAreUnderTheNewestVersion() {
        String id = one.createKey().getKeyId();
        ByteString before = one.encrypt(id, "before");
        assertThat(other.decrypt(before)).isEqualTo("before");

        one.call(KmsCall.newBuilder().setRotateKeyOnDemand(key(id)));

        ByteString after = other.encrypt(id, "after");
        assertThat(KeyCiphertext.parse(after.toByteArray()).keyVersion()).isEqualTo(2);
        assertThat(one.decrypt(after)).isEqualTo("after");
        assertThat(one.decrypt(before)).isEqualTo("before");
        one.call(KmsCall.newBuilder().setRotateKeyOnDemand(key(id)));
        assertRefused(() -> one.call(KmsCall.newBuilder().setRotateKeyOnDemand(key(id))), KeyErrorType.LIMIT_EXCEEDED);
    }

    @Test
    void aKeyRotatesByItsPlanOnceHoweverManyInstancesLook() {
        String id = one.createKey().getKeyId();
        one.call(KmsCall.newBuilder()
                .setEnableKeyRotation(
                        EnableKeyRotationRequest.newBuilder().setKeyId(id).setRotationPeriodInDays(90)));
        rotateEverywhere();
        assertThat(versions(id)).isEqualTo(1);

        clock.advance(Duration.ofDays(90));
        rotateEverywhere();
        rotateEverywhere();
        assertThat(versions(id)).isEqualTo(2);
        assertThat(status(id).getNextRotationDate().getSeconds())
                .isEqualTo(clock.instant().plus(Duration.ofDays(90)).getEpochSecond());

        other.call(KmsCall.newBuilder().setDisableKeyRotation(key(id)));
        clock.advance(Duration.ofDays(90));
        rotateEverywhere();
        assertThat(versions(id)).isEqualTo(2);
        assertThat(status(id).getKeyRotationEnabled()).isFalse();
    }

    @Test
    void aDisabledKeyNeitherEncryptsNorDecryptsUntilItIsEnabled() {
        String id = one.createKey().getKeyId();
        ByteString ciphertext = one.encrypt(id, "kept");

        one.call(KmsCall.newBuilder().setDisableKey(key(id)));
        assertRefused(() -> other.encrypt(id, "more"), KeyErrorType.DISABLED);
        assertRefused(() -> other.decrypt(ciphertext), KeyErrorType.DISABLED);

        other.call(KmsCall.newBuilder().setEnableKey(key(id)));
        assertThat(one.decrypt(ciphertext)).isEqualTo("kept");
    }

    @Test
    void aScheduledDeletionCanBeCancelledUntilItIsDueAndThenNothingOpensAnyMore() {
        KeyMetadata made = one.createKey();
        String id = made.getKeyId();
        one.createAlias("alias/doomed", id);
        ByteString ciphertext = one.encrypt(id, "lost");

        schedule(id);
        assertThat(other.describe(id).getKeyState()).isEqualTo("PendingDeletion");
        assertRefused(() -> other.decrypt(ciphertext), KeyErrorType.INVALID_STATE);
        other.call(KmsCall.newBuilder().setCancelKeyDeletion(key(id)));
        assertThat(one.describe(id).getKeyState()).isEqualTo("Disabled");

        schedule(id);
        clock.advance(Duration.ofDays(7));
        // Gone for everybody at once, and from the table with the next round.
        assertRefused(() -> other.describe(id), KeyErrorType.NOT_FOUND);
        assertRefused(() -> other.call(KmsCall.newBuilder().setCancelKeyDeletion(key(id))), KeyErrorType.NOT_FOUND);
        Mono.when(one.destruction.destroyDue(), other.destruction.destroyDue()).block(PATIENCE);

        assertThat(one.store.find(id).blockOptional(PATIENCE)).isEmpty();
        assertThat(aliases().getAliasesList()).isEmpty();
        assertRefused(() -> other.decrypt(ciphertext), KeyErrorType.ACCESS_DENIED);
    }

    @Test
    void aliasesAreUniqueInAnAccountAndCanBeMoved() {
        String first = one.createKey().getKeyId();
        String second = other.createKey().getKeyId();
        Integer made = Flux.just(one, other, one, other)
                .flatMap(instance -> instance.callLater(KmsCall.newBuilder()
                                .setCreateAlias(AliasRequest.newBuilder()
                                        .setAliasName("alias/orders")
                                        .setTargetKeyId(first)))
                        .thenReturn(1)
                        .onErrorReturn(KeyException.class, 0))
                .reduce(0, Integer::sum)
                .block(PATIENCE);
        assertThat(made).isEqualTo(1);

        ByteString ciphertext = other.encrypt("alias/orders", "by name");
        one.call(KmsCall.newBuilder()
                .setUpdateAlias(
                        AliasRequest.newBuilder().setAliasName("alias/orders").setTargetKeyId(second)));

        assertThat(other.describe("alias/orders").getKeyId()).isEqualTo(second);
        assertThat(other.decrypt(ciphertext)).isEqualTo("by name");
        other.call(KmsCall.newBuilder().setDeleteAlias(AliasRequest.newBuilder().setAliasName("alias/orders")));
        assertRefused(() -> one.describe("alias/orders"), KeyErrorType.NOT_FOUND);
        assertRefused(() -> one.createAlias("alias/aws/orders", first), KeyErrorType.INVALID_ALIAS_NAME);
        assertRefused(() -> one.createAlias("alias/orders", NOBODY), KeyErrorType.NOT_FOUND);
    }

    @Test
    void theKeyOfKinesisIsTheSameForAllInstancesAndNobodyChangesIt() {
        KeyMetadata made = Objects.requireNonNull(Flux.just(one, other)
                .flatMap(instance -> Mono.fromSupplier(() -> instance.describe(KeyReference.KINESIS)))
                .distinct()
                .single()
                .block(PATIENCE));

        assertThat(made.getKeyManager()).isEqualTo("AWS");
        assertThat(status(made.getKeyId()).getKeyRotationEnabled()).isTrue();
        assertRefused(
                () -> one.call(KmsCall.newBuilder().setDisableKey(key(made.getKeyId()))),
                KeyErrorType.UNSUPPORTED_OPERATION);
        assertRefused(() -> schedule(made.getKeyId()), KeyErrorType.UNSUPPORTED_OPERATION);
    }

    @Test
    void listsComeInPages() {
        for (int i = 0; i < 3; i++) {
            one.createKey();
        }
        ListKeysResult first = (ListKeysResult) other.call(
                KmsCall.newBuilder().setListKeys(ListRequest.newBuilder().setLimit(2)));
        ListKeysResult rest = (ListKeysResult) one.call(KmsCall.newBuilder()
                .setListKeys(ListRequest.newBuilder().setLimit(2).setMarker(first.getNextMarker())));

        assertThat(first.getTruncated()).isTrue();
        assertThat(rest.getTruncated()).isFalse();
        assertThat(rest.getKeysList()).hasSize(1).doesNotContainAnyElementsOf(first.getKeysList());
        assertRefused(
                () -> one.call(KmsCall.newBuilder()
                        .setListKeys(ListRequest.newBuilder().setMarker("%"))),
                KeyErrorType.INVALID_MARKER);
    }

    @Test
    void whatCallersSayOfKeysIsBounded() {
        String id = one.createKey().getKeyId();
        for (int i = 0; i < 3; i++) {
            one.createAlias("alias/number-" + i, id);
        }
        assertRefused(() -> one.createAlias("alias/one-too-many", id), KeyErrorType.LIMIT_EXCEEDED);
        TagRequest.Builder tags = TagRequest.newBuilder().setKeyId(id);
        for (int i = 0; i < 4; i++) {
            tags.addTags(Tag.newBuilder().setTagKey("key" + i).setTagValue("value"));
        }
        assertRefused(() -> one.call(KmsCall.newBuilder().setTagResource(tags)), KeyErrorType.TAG);
        assertRefused(
                () -> one.call(KmsCall.newBuilder()
                        .setPutKeyPolicy(
                                KeyPolicyRequest.newBuilder().setKeyId(id).setPolicy("{}"))),
                KeyErrorType.MALFORMED_POLICY);
        assertRefused(
                () -> one.call(KmsCall.newBuilder()
                        .setCreateKey(CreateKeyRequest.newBuilder().setKeySpec("RSA_2048"))),
                KeyErrorType.UNSUPPORTED_OPERATION);
        assertRefused(
                () -> one.call(KmsCall.newBuilder()
                        .setEncrypt(CryptoRequest.newBuilder()
                                .setKeyId(id)
                                .setPlaintext(ByteString.copyFrom(new byte[4097])))),
                KeyErrorType.VALIDATION);
    }

    private void rotateEverywhere() {
        Mono.when(one.rotation.rotateDue(), other.rotation.rotateDue()).block(PATIENCE);
    }

    private int versions(String id) {
        NamedKey stored = (NamedKey) Objects.requireNonNull(one.store.find(id).block(PATIENCE));
        return stored.material().versions().size();
    }

    private RotationStatusResult status(String id) {
        return (RotationStatusResult) other.call(KmsCall.newBuilder().setGetKeyRotationStatus(key(id)));
    }

    private void schedule(String id) {
        one.call(KmsCall.newBuilder()
                .setScheduleKeyDeletion(
                        ScheduleKeyDeletionRequest.newBuilder().setKeyId(id).setPendingWindowInDays(7)));
    }

    private ListAliasesResult aliases() {
        return (ListAliasesResult) other.call(KmsCall.newBuilder().setListAliases(ListRequest.getDefaultInstance()));
    }

    private static void assertRefused(ThrowingCallable call, KeyErrorType type) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        KeyException.class,
                        refusal -> assertThat(refusal.type()).isEqualTo(type));
    }

    /** Time that passes when a test says so. */
    private static final class Calendar extends Clock {
        private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));

        void advance(Duration time) {
            now.updateAndGet(it -> it.plus(time));
        }

        @Override
        public Instant instant() {
            return now.get();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
