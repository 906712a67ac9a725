package dev.millrace.metadata.iam.grpc;

import static dev.millrace.metadata.iam.grpc.DirectoryInstance.ALLOW_ALL;
import static dev.millrace.metadata.iam.grpc.DirectoryInstance.QUOTAS;
import static dev.millrace.metadata.iam.grpc.DirectoryInstance.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.cassandra.schema.SchemaMigration;
import dev.millrace.cassandra.testing.CassandraTest;
import dev.millrace.identity.IdentityErrorType;
import dev.millrace.identity.IdentityException;
import dev.millrace.internal.iam.v1.AccessKeyListResult;
import dev.millrace.internal.iam.v1.AccessKeyResult;
import dev.millrace.internal.iam.v1.AttachedPolicyListResult;
import dev.millrace.internal.iam.v1.CreatePolicyVersionRequest;
import dev.millrace.internal.iam.v1.CreateRoleRequest;
import dev.millrace.internal.iam.v1.CreateUserRequest;
import dev.millrace.internal.iam.v1.EntityListResult;
import dev.millrace.internal.iam.v1.GroupMembersResult;
import dev.millrace.internal.iam.v1.IamCall;
import dev.millrace.internal.iam.v1.InlinePolicyRequest;
import dev.millrace.internal.iam.v1.ListEntitiesForPolicyRequest;
import dev.millrace.internal.iam.v1.ListRequest;
import dev.millrace.internal.iam.v1.MembershipRequest;
import dev.millrace.internal.iam.v1.PolicyVersionRequest;
import dev.millrace.internal.iam.v1.PolicyVersionResult;
import dev.millrace.internal.iam.v1.PutBoundaryRequest;
import dev.millrace.internal.iam.v1.SubjectListRequest;
import dev.millrace.internal.iam.v1.SubjectRequest;
import dev.millrace.internal.iam.v1.Tag;
import dev.millrace.internal.iam.v1.TagListResult;
import dev.millrace.internal.iam.v1.TagRequest;
import dev.millrace.internal.iam.v1.UpdateAccessKeyRequest;
import dev.millrace.internal.iam.v1.UpdateUserRequest;
import dev.millrace.internal.iam.v1.User;
import dev.millrace.internal.iam.v1.UserListResult;
import dev.millrace.internal.iam.v1.UserResult;
import dev.millrace.masterkey.LocalMasterKey;
import dev.millrace.masterkey.MasterKey;
import dev.millrace.metadata.iam.MasterKeyCheck;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** IAM's operations on two instances of the service, each test in an account of its own. */
@CassandraTest
class IdentityDirectoryIT {
    private static final AtomicInteger ACCOUNTS = new AtomicInteger();

    @TempDir
    private static Path keys;

    private static MasterKey masterKey;

    private final CqlSession session;
    private final String account = "%012d".formatted(ACCOUNTS.incrementAndGet());
    private DirectoryInstance one;
    private DirectoryInstance other;

    IdentityDirectoryIT(CqlSession session) {
        this.session = session;
    }

    @BeforeAll
    static void migrate(CqlSession session) {
        SchemaMigration.migrate(session, "metadata", "schema/metadata");
        masterKey = LocalMasterKey.in(keys.resolve("master-key.json"));
    }

    @BeforeEach
    void start() {
        one = new DirectoryInstance(session, masterKey, account);
        other = new DirectoryInstance(session, masterKey, account);
    }

    @Test
    void aUserIsTheSameOnEveryInstance() {
        User created = ((UserResult) one.call(IamCall.newBuilder()
                        .setCreateUser(CreateUserRequest.newBuilder()
                                .setUserName("ada")
                                .setPath("/teams/data/")
                                .addTags(tag("team", "data")))))
                .getUser();

        assertThat(created.getArn()).isEqualTo("arn:aws:iam::" + account + ":user/teams/data/ada");
        assertThat(created.getUserId()).startsWith("AIDA").hasSize(21);
        assertThat(((UserResult) other.call(IamCall.newBuilder().setGetUser(user("ada")))).getUser())
                .isEqualTo(created);
    }

    @Test
    void namesAreUniqueWhoeverCreatesAtTheSameTime() {
        List<DirectoryInstance> instances = List.of(one, other);
        List<String> outcomes = Flux.range(0, 8)
                .flatMap(i -> instances
                        .get(i % 2)
                        .callLater(IamCall.newBuilder()
                                .setCreateUser(CreateUserRequest.newBuilder().setUserName(i < 4 ? "ada" : "ADA")))
                        .map(created -> "created")
                        .onErrorResume(
                                IdentityException.class, e -> Mono.just(e.type().code())))
                .collectList()
                .block();

        assertThat(outcomes).hasSize(8).containsOnlyOnce("created").contains("EntityAlreadyExists");
    }

    @Test
    void quotasAreExactWhoeverCreatesAtTheSameTime() {
        List<DirectoryInstance> instances = List.of(one, other);
        List<String> outcomes = Flux.range(0, QUOTAS.users() + 6)
                .flatMap(i -> instances
                        .get(i % 2)
                        .callLater(IamCall.newBuilder()
                                .setCreateUser(CreateUserRequest.newBuilder().setUserName("user-" + i)))
                        .map(created -> "created")
                        .onErrorResume(
                                IdentityException.class, e -> Mono.just(e.type().code())))
                .collectList()
                .block();

        assertThat(outcomes).filteredOn("created"::equals).hasSize(QUOTAS.users());
        assertThat(outcomes).filteredOn("LimitExceeded"::equals).hasSize(6);
    }

    @Test
    void aSecretIsToldOnceAndStoredSealed() {
        one.createUser("ada");
        AccessKeyResult created = one.createKey("ada");
        String secret = created.getAccessKey().getSecretAccessKey();

        AccessKeyListResult listed = (AccessKeyListResult) other.call(IamCall.newBuilder()
                .setListAccessKeys(SubjectListRequest.newBuilder().setUserName("ada")));
        assertThat(secret).hasSize(40);
        assertThat(listed.toString())
                .contains(created.getAccessKey().getAccessKeyId())
                .doesNotContain(secret);
        String stored = session.execute("SELECT JSON * FROM identities").all().stream()
                .map(row -> row.getString(0))
                .collect(Collectors.joining());
        assertThat(stored).contains(created.getAccessKey().getAccessKeyId()).doesNotContain(secret);
    }

    @Test
    void anotherMasterKeyIsNoticedAtTheStart() {
        one.createUser("ada");
        one.createKey("ada");

        MasterKeyCheck.require(one.store, masterKey);
        assertThatThrownBy(() -> MasterKeyCheck.require(one.store, LocalMasterKey.in(keys.resolve("another.json"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("millrace.master-key");
    }

    @Test
    void aUserHasTwoKeysAtMostAndCanTurnThemOff() {
        one.createUser("ada");
        String first = one.createKey("ada").getAccessKey().getAccessKeyId();
        one.createKey("ada");

        refused(IdentityErrorType.LIMIT_EXCEEDED, "AccessKeysPerUser: 2", () -> other.createKey("ada"));
        one.call(IamCall.newBuilder()
                .setUpdateAccessKey(UpdateAccessKeyRequest.newBuilder()
                        .setUserName("ada")
                        .setAccessKeyId(first)
                        .setStatus("Inactive")));
        AccessKeyListResult listed = (AccessKeyListResult) other.call(IamCall.newBuilder()
                .setListAccessKeys(SubjectListRequest.newBuilder().setUserName("ada")));
        assertThat(listed.getAccessKeyMetadataList())
                .filteredOn(key -> key.getAccessKeyId().equals(first))
                .allSatisfy(key -> assertThat(key.getStatus()).isEqualTo("Inactive"));
    }

    @Test
    void nothingIsDeletedThatOthersDependOn() {
        one.createUser("ada");
        one.createGroup("data");
        String policy = one.createPolicy("all");
        one.createKey("ada");
        refused(IdentityErrorType.DELETE_CONFLICT, "must delete access keys first", () -> other.deleteUser("ada"));

        one.createUser("bob");
        one.call(IamCall.newBuilder().setAddUserToGroup(membership("bob", "data")));
        refused(IdentityErrorType.DELETE_CONFLICT, "remove users from group", () -> other.deleteUser("bob"));
        refused(
                IdentityErrorType.DELETE_CONFLICT,
                "remove users from group",
                () -> other.call(IamCall.newBuilder()
                        .setDeleteGroup(SubjectRequest.newBuilder().setGroupName("data"))));

        one.call(IamCall.newBuilder()
                .setAttachGroupPolicy(
                        SubjectRequest.newBuilder().setGroupName("data").setPolicyArn(policy)));
        refused(
                IdentityErrorType.DELETE_CONFLICT,
                "attached to entities",
                () -> other.call(IamCall.newBuilder()
                        .setDeletePolicy(SubjectRequest.newBuilder().setPolicyArn(policy))));
        one.call(IamCall.newBuilder().setRemoveUserFromGroup(membership("bob", "data")));
        other.deleteUser("bob");
        refused(
                IdentityErrorType.NO_SUCH_ENTITY,
                "The user with name bob cannot be found.",
                () -> one.call(IamCall.newBuilder().setGetUser(user("bob"))));
    }

    @Test
    void aRenamedUserKeepsItsKeysGroupsAndPolicies() {
        one.createUser("ada");
        one.createGroup("data");
        one.call(IamCall.newBuilder().setAddUserToGroup(membership("ada", "data")));
        one.call(IamCall.newBuilder()
                .setAttachUserPolicy(SubjectRequest.newBuilder()
                        .setUserName("ada")
                        .setPolicyArn("arn:aws:iam::aws:policy/AmazonKinesisReadOnlyAccess")));
        other.call(IamCall.newBuilder()
                .setUpdateUser(UpdateUserRequest.newBuilder()
                        .setUserName("ada")
                        .setNewUserName("lovelace")
                        .setNewPath("/people/")));

        GroupMembersResult members = (GroupMembersResult) one.call(
                IamCall.newBuilder().setGetGroup(SubjectListRequest.newBuilder().setGroupName("data")));
        assertThat(members.getUsersList())
                .singleElement()
                .satisfies(user -> assertThat(user.getArn()).endsWith(":user/people/lovelace"));
        AttachedPolicyListResult attached = (AttachedPolicyListResult) one.call(IamCall.newBuilder()
                .setListAttachedUserPolicies(SubjectListRequest.newBuilder().setUserName("lovelace")));
        assertThat(attached.getAttachedPolicies(0).getPolicyName()).isEqualTo("AmazonKinesisReadOnlyAccess");
    }

    @Test
    void aManagedPolicyHasSomeVersionsOfWhichOneCounts() {
        String arn = one.createPolicy("all");
        PolicyVersionResult second = (PolicyVersionResult) one.call(IamCall.newBuilder()
                .setCreatePolicyVersion(CreatePolicyVersionRequest.newBuilder()
                        .setPolicyArn(arn)
                        .setPolicyDocument(ALLOW_ALL)
                        .setSetAsDefault(true)));
        assertThat(second.getPolicyVersion().getVersionId()).isEqualTo("v2");
        refused(
                IdentityErrorType.DELETE_CONFLICT,
                "default version",
                () -> other.call(IamCall.newBuilder().setDeletePolicyVersion(version(arn, "v2"))));
        other.call(IamCall.newBuilder().setDeletePolicyVersion(version(arn, "v1")));

        PolicyVersionResult read =
                (PolicyVersionResult) one.call(IamCall.newBuilder().setGetPolicyVersion(version(arn, "v2")));
        assertThat(read.getPolicyVersion().getDocument()).isEqualTo(ALLOW_ALL);
        assertThat(read.getPolicyVersion().getIsDefaultVersion()).isTrue();
        refused(
                IdentityErrorType.NO_SUCH_ENTITY,
                "v1",
                () -> one.call(IamCall.newBuilder().setGetPolicyVersion(version(arn, "v1"))));
    }

    @Test
    void aDocumentThatDoesNotCompileIsNotKept() {
        one.createUser("ada");

        refused(
                IdentityErrorType.MALFORMED_POLICY_DOCUMENT,
                "",
                () -> one.call(IamCall.newBuilder()
                        .setPutUserPolicy(InlinePolicyRequest.newBuilder()
                                .setUserName("ada")
                                .setPolicyName("broken")
                                .setPolicyDocument(
                                        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Maybe\"}]}"))));
        refused(
                IdentityErrorType.MALFORMED_POLICY_DOCUMENT,
                "",
                () -> one.call(IamCall.newBuilder()
                        .setCreateRole(CreateRoleRequest.newBuilder()
                                .setRoleName("reader")
                                .setAssumeRolePolicyDocument(ALLOW_ALL))));
    }

    @Test
    void whoHasAPolicyIsFoundByKindAndUsage() {
        one.createUser("ada");
        one.createUser("bob");
        String arn = one.createPolicy("all");
        one.call(IamCall.newBuilder()
                .setAttachUserPolicy(
                        SubjectRequest.newBuilder().setUserName("ada").setPolicyArn(arn)));
        one.call(IamCall.newBuilder()
                .setPutUserPermissionsBoundary(
                        PutBoundaryRequest.newBuilder().setUserName("bob").setPermissionsBoundary(arn)));

        EntityListResult attached = entities(arn, "PermissionsPolicy");
        EntityListResult bounded = entities(arn, "PermissionsBoundary");
        assertThat(attached.getPolicyUsersList())
                .singleElement()
                .satisfies(user -> assertThat(user.getUserName()).isEqualTo("ada"));
        assertThat(bounded.getPolicyUsersList())
                .singleElement()
                .satisfies(user -> assertThat(user.getUserName()).isEqualTo("bob"));
    }

    @Test
    void tagsKeepTheirSpellingButAreFoundInAny() {
        one.createUser("ada");
        one.call(IamCall.newBuilder()
                .setTagUser(TagRequest.newBuilder().setUserName("ada").addTags(tag("Team", "data"))));
        other.call(IamCall.newBuilder()
                .setTagUser(TagRequest.newBuilder().setUserName("ada").addTags(tag("TEAM", "ml"))));

        TagListResult tags = (TagListResult) one.call(IamCall.newBuilder()
                .setListUserTags(SubjectListRequest.newBuilder().setUserName("ada")));
        assertThat(tags.getTagsList()).containsExactly(tag("TEAM", "ml"));
    }

    @Test
    void listsGoOnAtTheirMarker() {
        for (String name : List.of("c", "a", "b", "e", "d")) {
            one.createUser(name);
        }

        List<String> names = new ArrayList<>();
        ListRequest.Builder request = ListRequest.newBuilder().setMaxItems(2);
        UserListResult page;
        do {
            page = (UserListResult) other.call(IamCall.newBuilder().setListUsers(request));
            page.getUsersList().forEach(user -> names.add(user.getUserName()));
            request.setMarker(page.getMarker());
        } while (page.getIsTruncated());

        assertThat(names).containsExactly("a", "b", "c", "d", "e");
    }

    @Test
    void anAccountSeesNothingOfAnother() {
        one.createUser("ada");
        DirectoryInstance foreign = new DirectoryInstance(session, masterKey, "999999999999");

        refused(
                IdentityErrorType.NO_SUCH_ENTITY,
                "ada",
                () -> foreign.call(IamCall.newBuilder().setGetUser(user("ada"))));
    }

    private EntityListResult entities(String arn, String usage) {
        return (EntityListResult) other.call(IamCall.newBuilder()
                .setListEntitiesForPolicy(ListEntitiesForPolicyRequest.newBuilder()
                        .setPolicyArn(arn)
                        .setPolicyUsageFilter(usage)));
    }

    private static PolicyVersionRequest version(String arn, String id) {
        return PolicyVersionRequest.newBuilder()
                .setPolicyArn(arn)
                .setVersionId(id)
                .build();
    }

    private static MembershipRequest membership(String user, String group) {
        return MembershipRequest.newBuilder()
                .setUserName(user)
                .setGroupName(group)
                .build();
    }

    private static Tag tag(String key, String value) {
        return Tag.newBuilder().setKey(key).setValue(value).build();
    }

    private static void refused(IdentityErrorType type, String text, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(IdentityException.class, refusal -> {
            assertThat(refusal.type()).isEqualTo(type);
            assertThat(refusal.text()).contains(text);
        });
    }
}
