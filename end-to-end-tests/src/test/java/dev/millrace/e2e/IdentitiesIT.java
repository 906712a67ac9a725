package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.e2e.stack.Access;
import dev.millrace.e2e.stack.SharedStack;
import dev.millrace.e2e.stack.StackProcess;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.iam.model.User;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** IAM and STS through the AWS SDK for Java 2. */
@ExtendWith(SharedStack.class)
class IdentitiesIT {
    private static final String LIST_STREAMS = """
            {"Version": "2012-10-17",
             "Statement": [{"Effect": "Allow", "Action": "kinesis:ListStreams", "Resource": "*"}]}""";

    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final String userName = "ada-" + run;
    private Access access;
    private IamClient iam;

    @BeforeEach
    void open(StackProcess stack) {
        access = stack.access();
        iam = IamClient.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .endpointOverride(access.endpoint())
                .region(Region.AWS_GLOBAL)
                .credentialsProvider(access.credentials())
                .build();
    }

    @AfterEach
    void close() {
        iam.close();
    }

    @Test
    void aUserSignsWithItsOwnKeyUntilTheKeyIsTurnedOff() {
        User user = iam.createUser(request -> request.userName(userName).path("/people/"))
                .user();
        assertThat(user.arn()).isEqualTo("arn:aws:iam::" + Access.ACCOUNT + ":user/people/" + userName);
        AccessKey key =
                iam.createAccessKey(request -> request.userName(userName)).accessKey();
        AwsCredentials credentials = AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey());

        GetCallerIdentityResponse identity = identityOf(credentials);
        assertThat(identity.arn()).isEqualTo(user.arn());
        assertThat(identity.userId()).isEqualTo(user.userId());

        iam.updateAccessKey(request ->
                request.userName(userName).accessKeyId(key.accessKeyId()).status(StatusType.INACTIVE));
        assertThatThrownBy(() -> identityOf(credentials))
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        refused -> assertThat(refused.awsErrorDetails().errorCode())
                                .isEqualTo("InvalidClientTokenId"));
    }

    @Test
    void groupsPoliciesAndBoundariesAreKept() {
        String group = "data-" + run;
        iam.createUser(request -> request.userName(userName));
        iam.createGroup(request -> request.groupName(group));
        iam.addUserToGroup(request -> request.groupName(group).userName(userName));
        String policy = iam.createPolicy(request -> request.policyName("list-" + run)
                        .policyDocument(LIST_STREAMS)
                        .description("Lists streams"))
                .policy()
                .arn();
        iam.attachGroupPolicy(request -> request.groupName(group).policyArn(policy));
        iam.putUserPolicy(
                request -> request.userName(userName).policyName("inline").policyDocument(LIST_STREAMS));
        iam.putUserPermissionsBoundary(request -> request.userName(userName).permissionsBoundary(policy));

        assertThat(iam.listGroupsForUser(request -> request.userName(userName)).groups())
                .singleElement()
                .satisfies(found -> assertThat(found.groupName()).isEqualTo(group));
        assertThat(iam.listAttachedGroupPolicies(request -> request.groupName(group))
                        .attachedPolicies())
                .singleElement()
                .satisfies(found -> assertThat(found.policyArn()).isEqualTo(policy));
        assertThat(iam.getUserPolicy(request -> request.userName(userName).policyName("inline"))
                        .policyDocument())
                .doesNotContain("\"")
                .startsWith("%7B");
        assertThat(iam.getUser(request -> request.userName(userName))
                        .user()
                        .permissionsBoundary()
                        .permissionsBoundaryArn())
                .isEqualTo(policy);
        assertThat(iam.getPolicy(request -> request.policyArn(policy)).policy().attachmentCount())
                .isEqualTo(1);
        assertThatThrownBy(() -> iam.deletePolicy(request -> request.policyArn(policy)))
                .isInstanceOf(DeleteConflictException.class);
        assertThatThrownBy(() -> iam.deleteUser(request -> request.userName(userName)))
                .isInstanceOf(DeleteConflictException.class)
                .hasMessageContaining("must remove users from group first");
    }

    @Test
    void errorsAreOfTheTypesThatTheSdkKnows() {
        iam.createUser(request -> request.userName(userName));

        assertThatThrownBy(() -> iam.createUser(request -> request.userName(userName)))
                .isInstanceOf(EntityAlreadyExistsException.class)
                .hasMessageContaining("User with name " + userName + " already exists.");
        assertThatThrownBy(() -> iam.getRole(request -> request.roleName("nobody")))
                .isInstanceOf(NoSuchEntityException.class);
        assertThatThrownBy(() -> iam.putUserPolicy(
                        request -> request.userName(userName).policyName("p").policyDocument("{}")))
                .isInstanceOf(MalformedPolicyDocumentException.class);
        assertThatThrownBy(() -> iam.createUser(request -> request.userName("a b")))
                .hasMessageContaining("alphanumeric");
    }

    @Test
    void aPaginatorReadsAllUsers() {
        for (int i = 0; i < 5; i++) {
            String name = "page-" + i + "-" + run;
            iam.createUser(request -> request.userName(name).path("/" + run + "/"));
        }

        assertThat(iam.listUsersPaginator(
                                request -> request.pathPrefix("/" + run + "/").maxItems(2))
                        .users())
                .extracting(User::userName)
                .containsExactly("page-0-" + run, "page-1-" + run, "page-2-" + run, "page-3-" + run, "page-4-" + run);
    }

    @Test
    void aRoleIsAssumedByWhomItTrustsAndEndsWithTheRole() {
        String roleName = "reader-" + run;
        User user = iam.createUser(request -> request.userName(userName)).user();
        AccessKey key =
                iam.createAccessKey(request -> request.userName(userName)).accessKey();
        AwsCredentials own = AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey());
        Role role = iam.createRole(request -> request.roleName(roleName).assumeRolePolicyDocument(trusting(user)))
                .role();
        assertThatThrownBy(() -> assume(own, role, "wrong")).hasMessageContaining("sts:AssumeRole");

        AssumeRoleResponse assumed = assume(own, role, "open sesame");
        AwsCredentials session = toSession(assumed.credentials());
        GetCallerIdentityResponse identity = identityOf(session);
        assertThat(identity.arn())
                .isEqualTo("arn:aws:sts::" + Access.ACCOUNT + ":assumed-role/" + roleName + "/a-session");
        assertThat(identity.userId()).isEqualTo(role.roleId() + ":a-session");

        iam.deleteRole(request -> request.roleName(roleName));
        assertThatThrownBy(() -> identityOf(session)).isInstanceOf(AwsServiceException.class);
    }

    @Test
    void aSessionOfAUserIsTheUser() {
        User user = iam.createUser(request -> request.userName(userName)).user();
        AccessKey key =
                iam.createAccessKey(request -> request.userName(userName)).accessKey();
        try (StsClient sts = sts(AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()))) {
            Credentials session =
                    sts.getSessionToken(request -> request.durationSeconds(900)).credentials();

            assertThat(session.accessKeyId()).startsWith("ASIA");
            assertThat(identityOf(toSession(session)).arn()).isEqualTo(user.arn());
        }
    }

    private static String trusting(User user) {
        return """
                {"Version": "2012-10-17", "Statement": [{
                  "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "%s"},
                  "Condition": {"StringEquals": {"sts:ExternalId": "open sesame"}}}]}
                """.formatted(user.arn());
    }

    private AssumeRoleResponse assume(AwsCredentials credentials, Role role, String externalId) {
        try (StsClient sts = sts(credentials)) {
            return sts.assumeRole(request ->
                    request.roleArn(role.arn()).roleSessionName("a-session").externalId(externalId));
        }
    }

    private GetCallerIdentityResponse identityOf(AwsCredentials credentials) {
        try (StsClient sts = sts(credentials)) {
            return sts.getCallerIdentity();
        }
    }

    private StsClient sts(AwsCredentials credentials) {
        URI endpoint = access.endpoint();
        AwsCredentialsProvider provider = StaticCredentialsProvider.create(credentials);
        return StsClient.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .endpointOverride(endpoint)
                .region(access.region())
                .credentialsProvider(provider)
                .build();
    }

    private static AwsCredentials toSession(Credentials credentials) {
        return AwsSessionCredentials.create(
                credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken());
    }
}
