package dev.millrace.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.millrace.cassandra.CassandraSettings;
import dev.millrace.cassandra.testing.CassandraTest;
import dev.millrace.internal.iam.v1.AccessKey;
import dev.millrace.internal.iam.v1.CreateUserRequest;
import dev.millrace.internal.iam.v1.IamCall;
import dev.millrace.internal.iam.v1.SubjectRequest;
import dev.millrace.internal.iam.v1.UpdateAccessKeyRequest;
import dev.millrace.internal.identity.v1.IamReply;
import dev.millrace.internal.identity.v1.Identity;
import dev.millrace.internal.identity.v1.IdentityChange;
import dev.millrace.internal.identity.v1.IdentityDirectoryGrpc;
import dev.millrace.internal.identity.v1.UserIdentity;
import dev.millrace.internal.identity.v1.WatchIdentitiesRequest;
import dev.millrace.internal.rpc.DomainError;
import dev.millrace.seal.TokenSeal;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What gateways are told of identities, by another instance than the one that changes them. */
@CassandraTest
class IdentityWatchIT {
    /** A change must be known everywhere within five seconds, of which a slow machine may make more. */
    private static final Duration SOON = Duration.ofSeconds(25);

    private static final String ACCOUNT = "123456789012";

    private final CassandraSettings cassandra;
    private final Map<String, Identity> known = new ConcurrentHashMap<>();
    private volatile boolean complete;

    IdentityWatchIT(CassandraSettings cassandra) {
        this.cassandra = cassandra;
    }

    @Test
    void aKeyIsKnownEverywhereSoonAndNoLongerOnceItIsTurnedOff() {
        try (RunningService one = RunningService.on(cassandra);
                RunningService other = RunningService.on(cassandra)) {
            ManagedChannel changing = one.channel();
            ManagedChannel watching = other.channel();
            IdentityDirectoryGrpc.newStub(watching)
                    .watchIdentities(WatchIdentitiesRequest.getDefaultInstance(), new Watcher());
            await().atMost(SOON).until(() -> complete);
            assertThat(known.values()).extracting(Identity::getName).contains("AdministratorAccess");

            String user = call(changing, ada()).getChange().getChanged().getId();
            AccessKey key = call(
                            changing,
                            IamCall.newBuilder()
                                    .setCreateAccessKey(
                                            SubjectRequest.newBuilder().setUserName("ada")))
                    .getResult()
                    .getCreateAccessKey()
                    .getAccessKey();
            await().atMost(SOON).until(() -> keys(user).getKeysCount() == 1);
            String sealed = keys(user).getKeys(0).getSealedSecret();
            assertThat(sealed).doesNotContain(key.getSecretAccessKey());
            assertThat(new TokenSeal(RunningService.SECRET, "access-key-secret").open(sealed))
                    .hasValueSatisfying(secret -> assertThat(secret)
                            .isEqualTo(key.getSecretAccessKey().getBytes(StandardCharsets.UTF_8)));

            call(
                    changing,
                    IamCall.newBuilder()
                            .setUpdateAccessKey(UpdateAccessKeyRequest.newBuilder()
                                    .setUserName("ada")
                                    .setAccessKeyId(key.getAccessKeyId())
                                    .setStatus("Inactive")));
            await().atMost(SOON).until(() -> keys(user).getKeysCount() == 0);

            assertThatThrownBy(() -> call(changing, ada()))
                    .satisfies(failure -> assertThat(DomainError.find(failure))
                            .contains(new DomainError("EntityAlreadyExists", "User with name ada already exists.")));
            changing.shutdownNow();
            watching.shutdownNow();
        }
    }

    private static IamCall.Builder ada() {
        return IamCall.newBuilder().setCreateUser(CreateUserRequest.newBuilder().setUserName("ada"));
    }

    private static IamReply call(ManagedChannel channel, IamCall.Builder call) {
        return IdentityDirectoryGrpc.newBlockingStub(channel)
                .withDeadlineAfter(20, TimeUnit.SECONDS)
                .call(call.setAccountId(ACCOUNT).build());
    }

    private UserIdentity keys(String user) {
        Identity identity = known.get(user);
        return identity == null ? UserIdentity.getDefaultInstance() : identity.getUser();
    }

    private final class Watcher implements StreamObserver<IdentityChange> {
        @Override
        public void onNext(IdentityChange change) {
            if (change.hasSnapshotEnd()) {
                complete = true;
            } else if (change.hasChanged()) {
                known.put(change.getChanged().getId(), change.getChanged());
            } else {
                known.remove(change.getRemoved());
            }
        }

        @Override
        public void onError(Throwable failure) {
            // The end of the test.
        }

        @Override
        public void onCompleted() {
            // Likewise.
        }
    }
}
