package dev.millrace.metadata.iam.grpc;

import com.datastax.oss.driver.api.core.CqlSession;
import com.google.protobuf.Message;
import dev.millrace.internal.iam.v1.AccessKeyResult;
import dev.millrace.internal.iam.v1.CreateGroupRequest;
import dev.millrace.internal.iam.v1.CreatePolicyRequest;
import dev.millrace.internal.iam.v1.CreateUserRequest;
import dev.millrace.internal.iam.v1.IamCall;
import dev.millrace.internal.iam.v1.PolicyResult;
import dev.millrace.internal.iam.v1.SubjectRequest;
import dev.millrace.internal.iam.v1.UserResult;
import dev.millrace.masterkey.MasterKey;
import dev.millrace.metadata.catalog.Decision;
import dev.millrace.metadata.iam.IdentityDirectory;
import dev.millrace.metadata.iam.IdentityQuotas;
import dev.millrace.metadata.iam.IdentityReplica;
import dev.millrace.metadata.iam.IdentityStore;
import dev.millrace.metadata.iam.model.Identity;
import dev.millrace.metadata.iam.operation.IamOperations;
import dev.millrace.metadata.iam.storage.IdentityTable;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;

/** One instance's directory, as the service wires it, on a table that instances share. */
final class DirectoryInstance {
    static final String ALLOW_ALL =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}";
    /** Small enough to be reached. */
    static final IdentityQuotas QUOTAS =
            new IdentityQuotas(20, 5, 5, 5, 2, 2, 2, 3, 5, 6144, 2048, 5120, 10240, 2048, DataSize.ofMegabytes(1));

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final IdentityStore store;
    final IdentityReplica replica;
    private final IdentityDirectory directory;
    private final IamOperations operations;
    private final String account;

    DirectoryInstance(CqlSession session, MasterKey masterKey, String account) {
        this.store = new IdentityTable(session);
        this.replica = new IdentityReplica(store);
        this.directory = new IdentityDirectory(store, replica, QUOTAS);
        this.operations = new IamOperations(masterKey, Clock.systemUTC());
        this.account = account;
    }

    Mono<Message> callLater(IamCall.Builder call) {
        IamCall whole = call.setAccountId(account).build();
        return directory
                .change(account, view -> {
                    Decision<Identity, ? extends Message> decided =
                            operations.find(whole).orElseThrow().perform(view, whole);
                    return new Decision<Identity, Message>(decided.change(), decided.answer());
                })
                .map(Decision::answer);
    }

    Message call(IamCall.Builder call) {
        return Objects.requireNonNull(callLater(call).block(PATIENCE));
    }

    UserResult createUser(String name) {
        return (UserResult) call(IamCall.newBuilder()
                .setCreateUser(CreateUserRequest.newBuilder().setUserName(name)));
    }

    void createGroup(String name) {
        call(IamCall.newBuilder().setCreateGroup(CreateGroupRequest.newBuilder().setGroupName(name)));
    }

    /** A policy that allows everything, by its ARN. */
    String createPolicy(String name) {
        PolicyResult created = (PolicyResult) call(IamCall.newBuilder()
                .setCreatePolicy(
                        CreatePolicyRequest.newBuilder().setPolicyName(name).setPolicyDocument(ALLOW_ALL)));
        return created.getPolicy().getArn();
    }

    AccessKeyResult createKey(String user) {
        return (AccessKeyResult) call(IamCall.newBuilder().setCreateAccessKey(user(user)));
    }

    void deleteUser(String name) {
        call(IamCall.newBuilder().setDeleteUser(user(name)));
    }

    static SubjectRequest user(String name) {
        return SubjectRequest.newBuilder().setUserName(name).build();
    }
}
