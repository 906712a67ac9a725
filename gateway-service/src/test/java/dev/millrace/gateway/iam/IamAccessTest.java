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
