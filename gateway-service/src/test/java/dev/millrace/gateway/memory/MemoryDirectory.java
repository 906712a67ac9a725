package dev.millrace.gateway.memory;

import dev.millrace.internal.iam.v1.IamCall;
import dev.millrace.internal.identity.v1.IamReply;
import dev.millrace.internal.identity.v1.Identity;
import dev.millrace.internal.identity.v1.IdentityChange;
import dev.millrace.internal.identity.v1.IdentityDirectoryGrpc.IdentityDirectoryImplBase;
import dev.millrace.internal.identity.v1.IdentitySnapshotEnd;
import dev.millrace.internal.identity.v1.Permissions;
import dev.millrace.internal.identity.v1.UserIdentity;
import dev.millrace.internal.identity.v1.UserKey;
import dev.millrace.internal.identity.v1.WatchIdentitiesRequest;
import dev.millrace.internal.rpc.DomainError;
import dev.millrace.seal.TokenSeal;
import io.grpc.stub.StreamObserver;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The contract of the identity directory in memory: whom tests put there, and what they let calls come to. */
public final class MemoryDirectory extends IdentityDirectoryImplBase {
    private final TokenSeal transport;
    private final Map<String, Identity> identities = new LinkedHashMap<>();
    private final List<StreamObserver<IdentityChange>> watchers = new ArrayList<>();
    private Function<IamCall, IamReply> calls = call -> IamReply.getDefaultInstance();

    MemoryDirectory(String clusterSecret) {
        this.transport = new TokenSeal(clusterSecret, "access-key-secret");
    }

    /** A key as gateways get it. */
    public UserKey key(String id, String secret) {
        return UserKey.newBuilder()
                .setAccessKeyId(id)
                .setSealedSecret(transport.seal(secret.getBytes(StandardCharsets.UTF_8)))
                .build();
    }

    /** Stores an identity and tells the watchers. */
    public synchronized void put(Identity identity) {
        identities.put(identity.getId(), identity);
        IdentityChange change = IdentityChange.newBuilder().setChanged(identity).build();
        watchers.forEach(watcher -> watcher.onNext(change));
    }

    /**
     * Stores a user of the account that owns the streams.
     *
     * @param name also its secret access key; its access key's id is this in upper case
     * @param statements of its only policy
     */
    public void putUser(String name, String statements) {
        String id = name.toUpperCase(Locale.ROOT);
        put(Identity.newBuilder()
                .setId("AIDA" + id)
                .setAccountId("000000000000")
                .setName(name)
                .setPath("/")
                .setVersion(System.nanoTime())
                .setUser(UserIdentity.newBuilder()
                        .addKeys(key(id, name))
                        .setPermissions(Permissions.newBuilder()
                                .putInline(
                                        "own", "{\"Version\": \"2012-10-17\", \"Statement\": [" + statements + "]}")))
                .build());
    }

    public synchronized void remove(String id) {
        identities.remove(id);
        watchers.forEach(watcher ->
                watcher.onNext(IdentityChange.newBuilder().setRemoved(id).build()));
    }

    /** Tells the watchers how old what they know is. */
    public synchronized void tellAge(Duration age) {
        watchers.forEach(watcher -> watcher.onNext(
                IdentityChange.newBuilder().setAgeMillis(age.toMillis()).build()));
    }

    /** Tells the watchers what time it is. */
    public synchronized void tellTime(Instant time) {
        watchers.forEach(watcher -> watcher.onNext(
                IdentityChange.newBuilder().setTimeMillis(time.toEpochMilli()).build()));
    }

    /** Answers all calls from now on. */
    public synchronized void answer(Function<IamCall, IamReply> answers) {
        calls = answers;
    }

    /** Refuses all calls from now on. */
    public void refuse(String code, String message) {
        answer(call -> {
            throw new DomainError(code, message).toGrpc();
        });
    }

    @Override
    public synchronized void call(IamCall request, StreamObserver<IamReply> answer) {
        IamReply reply;
        try {
            reply = calls.apply(request);
        } catch (RuntimeException refusal) {
            answer.onError(refusal);
            return;
        }
        answer.onNext(reply);
        answer.onCompleted();
    }

    @Override
    public synchronized void watchIdentities(WatchIdentitiesRequest request, StreamObserver<IdentityChange> answer) {
        identities
                .values()
                .forEach(identity -> answer.onNext(
                        IdentityChange.newBuilder().setChanged(identity).build()));
        answer.onNext(IdentityChange.newBuilder()
                .setSnapshotEnd(IdentitySnapshotEnd.getDefaultInstance())
                .build());
        watchers.add(answer);
    }
}
