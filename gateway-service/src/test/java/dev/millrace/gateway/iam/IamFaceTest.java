package dev.millrace.gateway.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.millrace.gateway.memory.RunningGateway;
import dev.millrace.internal.iam.v1.CreateUserRequest;
import dev.millrace.internal.iam.v1.IamCall;
import dev.millrace.internal.iam.v1.IamResult;
import dev.millrace.internal.iam.v1.RoleResult;
import dev.millrace.internal.iam.v1.Tag;
import dev.millrace.internal.iam.v1.UserListResult;
import dev.millrace.internal.iam.v1.UserResult;
import dev.millrace.internal.identity.v1.IamReply;
import dev.millrace.internal.identity.v1.Identity;
import dev.millrace.internal.identity.v1.IdentityChange;
import dev.millrace.internal.identity.v1.Permissions;
import dev.millrace.internal.identity.v1.UserIdentity;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients of IAM send and are told, and what the metadata service is asked. */
class IamFaceTest {
    private static final String ADA = "AIDAAAAAAAAAAAAAAAAAA";
    private static final AtomicLong VERSIONS = new AtomicLong();

    @TempDir
    private static Path files;

    private static RunningGateway gateway;

    private final AtomicReference<IamCall> asked = new AtomicReference<>();

    @BeforeAll
    static void start() throws IOException {
        gateway = new RunningGateway(files);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void answerNothing() {
        answer(IamResult.getDefaultInstance());
    }

    @Test
    void aFormBecomesTheTypedRequestOfItsOperation() {
        answer(IamResult.newBuilder()
                .setCreateUser(UserResult.newBuilder()
                        .setUser(dev.millrace.internal.iam.v1.User.newBuilder()
                                .setPath("/people/")
                                .setUserName("ada")
                                .setUserId(ADA)
                                .setArn("arn:aws:iam::000000000000:user/people/ada")))
                .build());

        HttpResponse<String> answer = root().iam("Action=CreateUser&Version=2010-05-08&UserName=ada&Path=%2Fpeople%2F"
                + "&Tags.member.2.Key=b&Tags.member.2.Value=2&Tags.member.1.Key=a&Tags.member.1.Value=1");

        assertThat(asked.get())
                .isEqualTo(IamCall.newBuilder()
                        .setAccountId("000000000000")
                        .setCreateUser(CreateUserRequest.newBuilder()
                                .setUserName("ada")
                                .setPath("/people/")
                                .addTags(Tag.newBuilder().setKey("a").setValue("1"))
                                .addTags(Tag.newBuilder().setKey("b").setValue("2")))
                        .build());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .startsWith("<CreateUserResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">"
                        + "<CreateUserResult><User><Path>/people/</Path><UserName>ada</UserName>")
                .endsWith("</CreateUserResponse>");
    }

    @Test
    void anEmptyListIsAnEmptyElement() {
        answer(IamResult.newBuilder()
                .setListUsers(UserListResult.getDefaultInstance())
                .build());

        assertThat(root().iam("Action=ListUsers").body())
                .contains("<ListUsersResult><Users></Users><IsTruncated>false</IsTruncated></ListUsersResult>");
    }

    @Test
    void documentsArePercentEncodedAndTextsEscaped() {
        answer(IamResult.newBuilder()
                .setGetRole(RoleResult.newBuilder()
                        .setRole(dev.millrace.internal.iam.v1.Role.newBuilder()
                                .setRoleName("reader")
                                .setDescription("<a> & \u0001")
                                .setAssumeRolePolicyDocument("{\"a\": \"*\"}")))
                .build());

        assertThat(root().iam("Action=GetRole&RoleName=reader").body())
                .contains("<AssumeRolePolicyDocument>%7B%22a%22%3A%20%22%2A%22%7D</AssumeRolePolicyDocument>")
                .contains("<Description>&lt;a&gt; &amp; \uFFFD</Description>");
    }

    @Test
    void anOperationWithoutAResultAnswersItsRequestIdAlone() {
        HttpResponse<String> answer = root().iam("Action=DeleteUser&UserName=ada");

        assertThat(answer.body())
                .isEqualTo("<DeleteUserResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><ResponseMetadata>"
                        + "<RequestId>"
                        + answer.headers().firstValue("x-amzn-RequestId").orElseThrow()
                        + "</RequestId></ResponseMetadata></DeleteUserResponse>");
    }

    @Test
    void refusalsKeepTheirCodeAndStatus() {
        gateway.directory.refuse("NoSuchEntity", "The user with name ada cannot be found.");

        HttpResponse<String> answer = root().iam("Action=GetUser&UserName=ada");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body())
                .contains("<Type>Sender</Type><Code>NoSuchEntity</Code>"
                        + "<Message>The user with name ada cannot be found.</Message>");
    }

    @Test
    void whatDoesNotExistOrIsNotNamedIsRefusedHere() {
        assertThat(root().iam("Action=MakeCoffee").body()).contains("<Code>InvalidAction</Code>");
        assertThat(root().iam("Action=DeleteUser").body())
                .contains("<Code>ValidationError</Code>")
                .contains("userName");
        assertThat(root().iam("Action=ListUsers&MaxItems=many").body())
                .contains("<Code>ValidationError</Code>")
                .contains("maxItems");
        assertThat(root().iam("Action=CreateUser&UserName=a&Tags.member.x.Key=k")
                        .body())
                .contains("<Code>ValidationError</Code>");
        assertThat(asked.get()).isNull();
    }

    @Test
    void aUserIsKnownByItsKeyAndMayNothingByItself() {
        QueryClient ada = user("AKIAADA", "ada");

        await().untilAsserted(
                        () -> assertThat(ada.sts("Action=GetCallerIdentity").body())
                                .contains("<Arn>arn:aws:iam::000000000000:user/people/ada</Arn>")
                                .contains("<UserId>" + ADA + "</UserId>"));
        HttpResponse<String> denied = ada.iam("Action=DeleteUser&UserName=ada");
        assertThat(denied.statusCode()).isEqualTo(403);
        assertThat(denied.body())
                .contains("<Code>AccessDenied</Code>")
                .contains("iam:DeleteUser on resource: arn:aws:iam::000000000000:user/people/ada");
        assertThat(asked.get()).isNull();
    }

    @Test
    void aKeyThatIsTurnedOffStopsBeforeTheAnswer() {
        QueryClient ada = user("AKIABOB", "ada");
        await().untilAsserted(() ->
                assertThat(ada.sts("Action=GetCallerIdentity").statusCode()).isEqualTo(200));
        Identity without = identity(UserIdentity.getDefaultInstance());
        gateway.directory.answer(call -> IamReply.newBuilder()
                .setChange(IdentityChange.newBuilder().setChanged(without))
                .build());

        assertThat(root().iam("Action=UpdateAccessKey&UserName=ada&AccessKeyId=AKIABOB&Status=Inactive")
                        .statusCode())
                .isEqualTo(200);

        HttpResponse<String> refused = ada.sts("Action=GetCallerIdentity");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("<Code>InvalidClientTokenId</Code>");
    }

    @Test
    void aSimulationTellsWhatWouldBeDecidedAndWhy() {
        gateway.directory.put(identity(UserIdentity.newBuilder()
                .setPermissions(Permissions.newBuilder().putInline("write", """
                                {"Version": "2012-10-17", "Statement": [
                                  {"Effect": "Allow", "Action": "kinesis:Put*", "Resource": "*"},
                                  {"Effect": "Deny", "Action": "kinesis:PutRecords", "Resource": "*"}]}"""))
                .build()));

        await().untilAsserted(() -> assertThat(root().iam("Action=SimulatePrincipalPolicy"
                                + "&PolicySourceArn=arn%3Aaws%3Aiam%3A%3A000000000000%3Auser%2Fpeople%2Fada"
                                + "&ActionNames.member.1=kinesis%3APutRecord&ActionNames.member.2=kinesis%3APutRecords"
                                + "&ActionNames.member.3=kinesis%3AGetRecords")
                        .body())
                .containsSubsequence(
                        "<EvalActionName>kinesis:PutRecord</EvalActionName>",
                        "<EvalDecision>allowed</EvalDecision>",
                        "<SourcePolicyId>write</SourcePolicyId>",
                        "<EvalActionName>kinesis:PutRecords</EvalActionName>",
                        "<EvalDecision>explicitDeny</EvalDecision>",
                        "<EvalActionName>kinesis:GetRecords</EvalActionName>",
                        "<EvalDecision>implicitDeny</EvalDecision>"));
    }

    @Test
    void aSimulationOfWhatIsMadeToBeSlowIsRefusedSoon() {
        String policy = URLEncoder.encode("""
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*",
                 "Condition": {"StringLike": {"aws:UserAgent": "*%s?b"}}}}""".formatted("a".repeat(2000)), StandardCharsets.UTF_8);

        HttpResponse<String> refused = assertTimeout(
                Duration.ofSeconds(10),
                () -> root().iam("Action=SimulateCustomPolicy&ActionNames.member.1=kinesis%3APutRecord"
                        + "&PolicyInputList.member.1=" + policy
                        + "&ContextEntries.member.1.ContextKeyName=aws%3AUserAgent"
                        + "&ContextEntries.member.1.ContextKeyType=string"
                        + "&ContextEntries.member.1.ContextKeyValues.member.1=" + "a".repeat(1_000_000)));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("<Code>InvalidInput</Code>").contains("too long, or too many");
    }

    private void answer(IamResult result) {
        gateway.directory.answer(call -> {
            asked.set(call);
            return IamReply.newBuilder().setResult(result).build();
        });
    }

    private static QueryClient root() {
        return QueryClient.root(gateway);
    }

    /** A client of a user who has that key and nothing else. */
    private static QueryClient user(String keyId, String secret) {
        gateway.directory.put(identity(UserIdentity.newBuilder()
                .addKeys(gateway.directory.key(keyId, secret))
                .build()));
        return new QueryClient(gateway, keyId, secret);
    }

    /** As it stands now: each is newer than the one before. */
    private static Identity identity(UserIdentity user) {
        return Identity.newBuilder()
                .setId(ADA)
                .setAccountId("000000000000")
                .setName("ada")
                .setPath("/people/")
                .setVersion(VERSIONS.incrementAndGet())
                .setUser(user)
                .build();
    }
}
