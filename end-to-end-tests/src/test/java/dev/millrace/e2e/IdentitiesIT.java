package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.e2e.stack.Access;
import dev.millrace.e2e.stack.SharedStack;
import dev.millrace.e2e.stack.StackProcess;
import dev.millrace.e2e.workload.QueryCalls;
import dev.millrace.e2e.workload.Sessions;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** Users, roles and sessions in the running suite: made through IAM, seen through STS by the AWS SDK for Java 2. */
@ExtendWith(SharedStack.class)
class IdentitiesIT {
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final String userName = "ada-" + run;
    private Access access;
    private QueryCalls iam;

    @BeforeEach
    void open(StackProcess stack) {
        access = stack.access();
        iam = new QueryCalls(access, access.credentials().resolveCredentials());
    }

    @Test
    void aUserSignsWithItsOwnKeyUntilTheKeyIsTurnedOff() throws IOException, InterruptedException {
        QueryCalls.Answer user = iam.done("CreateUser", "UserName", userName, "Path", "/people/");
        AwsBasicCredentials own = createKey();

        GetCallerIdentityResponse identity = identityOf(own);
        assertThat(identity.arn()).isEqualTo("arn:aws:iam::" + Access.ACCOUNT + ":user/people/" + userName);
        assertThat(identity.userId()).isEqualTo(user.element("UserId"));

        iam.done("UpdateAccessKey", "UserName", userName, "AccessKeyId", own.accessKeyId(), "Status", "Inactive");
        assertThatThrownBy(() -> identityOf(own))
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        refused -> assertThat(refused.awsErrorDetails().errorCode())
                                .isEqualTo("InvalidClientTokenId"));
    }

    @Test
    void errorsHaveTheirCodesAndStatuses() throws IOException, InterruptedException {
        iam.done("CreateUser", "UserName", userName);
        createKey();

        assertRefused(409, "EntityAlreadyExists", iam.call("CreateUser", "UserName", userName));
        assertRefused(409, "DeleteConflict", iam.call("DeleteUser", "UserName", userName));
        assertRefused(404, "NoSuchEntity", iam.call("GetRole", "RoleName", "nobody"));
        assertRefused(
                400,
                "MalformedPolicyDocument",
                iam.call("PutUserPolicy", "UserName", userName, "PolicyName", "p", "PolicyDocument", "{}"));
    }

    @Test
    void aRoleIsAssumedByWhomItTrustsAndEndsWithTheRole() throws IOException, InterruptedException {
        String roleName = "reader-" + run;
        String userArn = iam.done("CreateUser", "UserName", userName).element("Arn");
        AwsCredentials own = createKey();
        QueryCalls.Answer role =
                iam.done("CreateRole", "RoleName", roleName, "AssumeRolePolicyDocument", trusting(userArn));
        assertThatThrownBy(() -> assume(own, role.element("Arn"), "wrong")).hasMessageContaining("sts:AssumeRole");

        AwsCredentials session = Sessions.toSession(
                assume(own, role.element("Arn"), "open sesame").credentials());
        GetCallerIdentityResponse identity = identityOf(session);
        assertThat(identity.arn())
                .isEqualTo("arn:aws:sts::" + Access.ACCOUNT + ":assumed-role/" + roleName + "/a-session");
        assertThat(identity.userId()).isEqualTo(role.element("RoleId") + ":a-session");

        iam.done("DeleteRole", "RoleName", roleName);
        assertThatThrownBy(() -> identityOf(session)).isInstanceOf(AwsServiceException.class);
    }

    @Test
    void aSessionOfAUserIsTheUser() throws IOException, InterruptedException {
        String userArn = iam.done("CreateUser", "UserName", userName).element("Arn");
        try (StsClient sts = Sessions.sts(access, createKey())) {
            Credentials session =
                    sts.getSessionToken(request -> request.durationSeconds(900)).credentials();

            assertThat(session.accessKeyId()).startsWith("ASIA");
            assertThat(identityOf(Sessions.toSession(session)).arn()).isEqualTo(userArn);
            assertRefused(
                    403, "InvalidClientTokenId", new QueryCalls(access, Sessions.toSession(session)).call("GetUser"));
        }
    }

    @Test
    void aSessionEndsWithTheKeyThatBeganIt() throws IOException, InterruptedException {
        iam.done("CreateUser", "UserName", userName);
        AwsBasicCredentials own = createKey();
        try (StsClient sts = Sessions.sts(access, own)) {
            AwsCredentials session = Sessions.toSession(sts.getSessionToken().credentials());
            identityOf(session);

            iam.done("DeleteAccessKey", "UserName", userName, "AccessKeyId", own.accessKeyId());

            assertThatThrownBy(() -> identityOf(session)).hasMessageContaining("security token");
        }
    }

    @Test
    void whoRenamesAUserMayDoSoWithWhatBecomesOfIt() throws IOException, InterruptedException {
        iam.done("CreateUser", "UserName", userName, "Path", "/apps/");
        iam.done("PutUserPolicy", "UserName", userName, "PolicyName", "rename", "PolicyDocument", """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "iam:UpdateUser",
                  "Resource": "arn:aws:iam::*:user/apps/*"}]}""");
        QueryCalls own = new QueryCalls(access, createKey());

        assertRefused(403, "AccessDenied", own.call("UpdateUser", "UserName", userName, "NewPath", "/admins/"));
        own.done("UpdateUser", "UserName", userName, "NewPath", "/apps/web/");
    }

    private AwsBasicCredentials createKey() throws IOException, InterruptedException {
        QueryCalls.Answer key = iam.done("CreateAccessKey", "UserName", userName);
        return AwsBasicCredentials.create(key.element("AccessKeyId"), key.element("SecretAccessKey"));
    }

    private static void assertRefused(int status, String code, QueryCalls.Answer answer) {
        assertThat(answer.status()).as(answer.xml()).isEqualTo(status);
        assertThat(answer.element("Code")).isEqualTo(code);
    }

    private static String trusting(String userArn) {
        return """
                {"Version": "2012-10-17", "Statement": [{
                  "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "%s"},
                  "Condition": {"StringEquals": {"sts:ExternalId": "open sesame"}}}]}
                """.formatted(userArn);
    }

    private AssumeRoleResponse assume(AwsCredentials credentials, String roleArn, String externalId) {
        try (StsClient sts = Sessions.sts(access, credentials)) {
            return sts.assumeRole(request ->
                    request.roleArn(roleArn).roleSessionName("a-session").externalId(externalId));
        }
    }

    private GetCallerIdentityResponse identityOf(AwsCredentials credentials) {
        try (StsClient sts = Sessions.sts(access, credentials)) {
            return sts.getCallerIdentity();
        }
    }
}
