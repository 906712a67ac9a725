package dev.millrace.gateway.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.memory.RunningGateway;
import dev.millrace.internal.iam.v1.IamCall;
import dev.millrace.internal.identity.v1.IamReply;
import dev.millrace.internal.identity.v1.Identity;
import dev.millrace.internal.identity.v1.Permissions;
import dev.millrace.internal.identity.v1.UserIdentity;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What callers of IAM are asked to be allowed: on everything that a call touches, and with everything that it does. */
class IamAccessTest {
    private static final String ACCOUNT = "arn:aws:iam::000000000000:";
    private static final AtomicInteger CALLERS = new AtomicInteger();

    @TempDir
    private static Path files;

    private static RunningGateway gateway;

    private final AtomicReference<@Nullable IamCall> performed = new AtomicReference<>();

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
        gateway.directory.answer(call -> {
            performed.set(call);
            return IamReply.getDefaultInstance();
        });
    }

    @Test
    void whoRenamesAUserMayDoSoWithTheOneAndTheOther() {
        subject("AIDASUBJECTAAAAAAAAAA", "mover", "/apps/", Map.of(), "");
        QueryClient caller = caller(allow("iam:UpdateUser", ACCOUNT + "user/apps/*"));

        assertDenied(
                caller.iam("Action=UpdateUser&UserName=mover&NewPath=%2Fadmins%2F"),
                "iam:UpdateUser on resource: " + ACCOUNT + "user/admins/mover");
        assertDenied(
                caller(allow("iam:UpdateUser", ACCOUNT + "user/apps/m*"))
                        .iam("Action=UpdateUser&UserName=mover&NewUserName=boss"),
                "iam:UpdateUser on resource: " + ACCOUNT + "user/apps/boss");
        assertDenied(
                caller(allow("iam:UpdateUser", ACCOUNT + "user/admins/*"))
                        .iam("Action=UpdateUser&UserName=mover&NewPath=%2Fadmins%2F"),
                "iam:UpdateUser on resource: " + ACCOUNT + "user/apps/mover");
        assertPerformed(caller.iam("Action=UpdateUser&UserName=mover&NewPath=%2Fapps%2Fweb%2F&NewUserName=moved"));
    }

    @Test
    void whoRenamesAGroupMayDoSoWithTheOneAndTheOther() {
        QueryClient caller = caller(allow("iam:UpdateGroup", ACCOUNT + "group/readers"));

        assertDenied(
                caller.iam("Action=UpdateGroup&GroupName=readers&NewGroupName=writers"),
                "iam:UpdateGroup on resource: " + ACCOUNT + "group/writers");
        assertPerformed(caller.iam("Action=UpdateGroup&GroupName=readers"));
    }

    @Test
    void whoCreatesSomethingWithTagsMayTagIt() {
        String tags = "&Tags.member.1.Key=team&Tags.member.1.Value=shop";
        QueryClient creator = caller(allow("iam:Create*", "*"));
        QueryClient both = caller(allow("iam:Create*", "*"), allow("iam:Tag*", "*"));
        String policy = "&PolicyDocument=%7B%7D&AssumeRolePolicyDocument=%7B%7D";

        assertDenied(
                creator.iam("Action=CreateUser&UserName=new&Path=%2Fapps%2F" + tags),
                "iam:TagUser on resource: " + ACCOUNT + "user/apps/new");
        assertDenied(
                creator.iam("Action=CreateRole&RoleName=new" + policy + tags),
                "iam:TagRole on resource: " + ACCOUNT + "role/new");
        assertDenied(
                creator.iam("Action=CreatePolicy&PolicyName=new" + policy + tags),
                "iam:TagPolicy on resource: " + ACCOUNT + "policy/new");
        assertPerformed(creator.iam("Action=CreateUser&UserName=new"));
        assertPerformed(both.iam("Action=CreateUser&UserName=new" + tags));
    }

    @Test
    void aDenyByTheSubjectsTagsHolds() {
        subject("AIDATAGGEDAAAAAAAAAAA", "tagged", "/", Map.of("class", "admin"), "");

        for (String key : List.of("aws:ResourceTag/class", "iam:ResourceTag/class")) {
            QueryClient caller = caller(allow("iam:*", "*"), deny("iam:*", "'StringEquals':{'" + key + "':'admin'}"));

            assertDenied(caller.iam("Action=CreateAccessKey&UserName=tagged"), "with an explicit deny");
            assertPerformed(caller.iam("Action=CreateAccessKey&UserName=somebody"));
        }
    }

    @Test
    void aDenyByThePolicyThatIsAttachedHolds() {
        QueryClient caller = caller(
                allow("iam:*", "*"),
                deny("iam:Attach*", "'ArnEquals':{'iam:PolicyARN':'arn:aws:iam::aws:policy/AdministratorAccess'}"));
        String attach = "Action=AttachUserPolicy&UserName=ada&PolicyArn=arn%3Aaws%3Aiam%3A%3Aaws%3Apolicy%2F";

        assertDenied(caller.iam(attach + "AdministratorAccess"), "with an explicit deny");
        assertPerformed(caller.iam(attach + "IAMReadOnlyAccess"));
    }

    @Test
    void rightsAreGivenWithinTheBoundaryThatAPolicyAsksFor() {
        String limit = ACCOUNT + "policy/limit";
        subject("AIDABOUNDEDAAAAAAAAAA", "bounded", "/", Map.of(), limit);
        subject("AIDAUNBOUNDAAAAAAAAAA", "unbound", "/", Map.of(), "");
        QueryClient caller = caller(
                statement("Allow", "iam:*", "*", "{\"StringEquals\":{\"iam:PermissionsBoundary\":\"" + limit + "\"}}"));
        String put = "Action=PutUserPolicy&PolicyName=p&PolicyDocument=%7B%7D&UserName=";
        String encoded = "&PermissionsBoundary=arn%3Aaws%3Aiam%3A%3A000000000000%3Apolicy%2F";

        assertPerformed(caller.iam(put + "bounded"));
        assertDenied(caller.iam(put + "unbound"), "iam:PutUserPolicy");
        assertPerformed(caller.iam("Action=CreateUser&UserName=new" + encoded + "limit"));
        assertDenied(caller.iam("Action=CreateUser&UserName=new" + encoded + "none"), "iam:CreateUser");
        assertDenied(caller.iam("Action=CreateUser&UserName=new"), "iam:CreateUser");
        assertPerformed(caller.iam("Action=PutUserPermissionsBoundary&UserName=unbound" + encoded + "limit"));
        assertDenied(
                caller.iam("Action=PutUserPermissionsBoundary&UserName=bounded" + encoded + "none"),
                "iam:PutUserPermissionsBoundary");
        assertDenied(caller.iam("Action=CreateAccessKey&UserName=bounded"), "iam:CreateAccessKey");
    }

    private void assertPerformed(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(performed.getAndSet(null)).isNotNull();
    }

    private void assertDenied(HttpResponse<String> answer, String what) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
        assertThat(answer.body()).contains("<Code>AccessDenied</Code>").contains(what);
        assertThat(performed.get()).isNull();
    }

    private static String allow(String action, String resource) {
        return statement("Allow", action, resource, "{}");
    }

    /** @param condition with single quotes in place of double ones */
    private static String deny(String action, String condition) {
        return statement("Deny", action, "*", "{" + condition.replace('\'', '"') + "}");
    }

    private static String statement(String effect, String action, String resource, String condition) {
        return """
                {"Effect": "%s", "Action": "%s", "Resource": "%s", "Condition": %s}""".formatted(effect, action, resource, condition);
    }

    /** A user who has these statements and nothing else. */
    private static QueryClient caller(String... statements) {
        String name = "CALLER" + CALLERS.incrementAndGet();
        gateway.directory.putUser(name, String.join(", ", statements));
        gateway.awaitKnown("AIDA" + name);
        return new QueryClient(gateway, name, name);
    }

    /** A user whom calls are about. */
    private static void subject(String id, String name, String path, Map<String, String> tags, String boundary) {
        Permissions.Builder permissions = Permissions.newBuilder();
        if (!boundary.isEmpty()) {
            permissions.setBoundary(boundary);
        }
        gateway.directory.put(Identity.newBuilder()
                .setId(id)
                .setAccountId("000000000000")
                .setName(name)
                .setPath(path)
                .setVersion(1)
                .putAllTags(tags)
                .setUser(UserIdentity.newBuilder().setPermissions(permissions))
                .build());
        gateway.awaitKnown(id);
    }
}
