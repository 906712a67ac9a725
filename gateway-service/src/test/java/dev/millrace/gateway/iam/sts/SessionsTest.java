package dev.millrace.gateway.iam.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.gateway.iam.QueryClient;
import dev.millrace.gateway.memory.RunningGateway;
import dev.millrace.internal.identity.v1.Identity;
import dev.millrace.internal.identity.v1.Permissions;
import dev.millrace.internal.identity.v1.RoleIdentity;
import dev.millrace.internal.identity.v1.UserIdentity;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Temporary credentials: who gets them, for how long, and when they end. */
class SessionsTest {
    private static final String HERE = "000000000000";
    private static final String ELSEWHERE = "222222222222";
    private static final String MAY_ASSUME = """
            {"Version": "2012-10-17",
             "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*"}]}""";

    @TempDir
    private static Path files;

    private static RunningGateway gateway;
    private static QueryClient ada;
    private static QueryClient bob;

    @BeforeAll
    static void start() throws IOException {
        gateway = new RunningGateway(files);
        ada = user(
                "AIDAAAAAAAAAAAAAAAADA",
                "ada",
                Permissions.newBuilder().putInline("assume", MAY_ASSUME).build());
        bob = user("AIDAAAAAAAAAAAAAAABOB", "bob", Permissions.getDefaultInstance());
        role("AROAAAAAAAAAAAAAREADR", HERE, "reader", trust("arn:aws:iam::" + HERE + ":root", ""));
        role(
                "AROAAAAAAAAAAAAAABOBS",
                HERE,
                "bobs",
                trust("arn:aws:iam::" + HERE + ":user/bob", "\"StringEquals\": {\"sts:ExternalId\": \"sesame\"}"));
        role("AROAAAAAAAAAAAAAFOREI", ELSEWHERE, "foreign", trust("arn:aws:iam::" + HERE + ":root", ""));
        gateway.awaitKnown("AROAAAAAAAAAAAAAFOREI");
        await().untilAsserted(() ->
                assertThat(assume(ada, HERE, "reader", "").statusCode()).isEqualTo(200));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void aSessionIsWhoItSays() {
        HttpResponse<String> assumed = assume(ada, HERE, "reader", "");

        assertThat(assumed.body())
                .contains("<AssumedRoleId>AROAAAAAAAAAAAAAREADR:work</AssumedRoleId>")
                .contains("<Arn>arn:aws:sts::000000000000:assumed-role/reader/work</Arn>");
        assertThat(identityOf(assumed).body())
                .contains("<Arn>arn:aws:sts::000000000000:assumed-role/reader/work</Arn>")
                .contains("<UserId>AROAAAAAAAAAAAAAREADR:work</UserId>");
    }

    @Test
    void theCallersAccountDecidesWhenTheRoleTrustsTheAccount() {
        assertThat(assume(ada, HERE, "reader", "").statusCode()).isEqualTo(200);
        assertThat(assume(bob, HERE, "reader", "").statusCode()).isEqualTo(403);
    }

    @Test
    void aRoleThatTrustsTheUserItselfIsEnoughAndMayAskForAnExternalId() {
        assertThat(assume(bob, HERE, "bobs", "&ExternalId=sesame").statusCode()).isEqualTo(200);
        assertThat(assume(bob, HERE, "bobs", "&ExternalId=another").statusCode())
                .isEqualTo(403);
        assertThat(assume(bob, HERE, "bobs", "").statusCode()).isEqualTo(403);
        assertThat(assume(ada, HERE, "bobs", "&ExternalId=sesame").body()).contains("<Code>AccessDenied</Code>");
    }

    @Test
    void aRoleOfAnotherAccountMakesItsSessionOneOfThatAccount() {
        HttpResponse<String> assumed = assume(ada, ELSEWHERE, "foreign", "");

        assertThat(assumed.statusCode()).isEqualTo(200);
        assertThat(identityOf(assumed).body()).contains("<Account>" + ELSEWHERE + "</Account>");
        assertThat(assume(bob, ELSEWHERE, "foreign", "").statusCode()).isEqualTo(403);
    }

    @Test
    void whatIsNotThereIsDeniedAsWhatIsForbidden() {
        assertThat(assume(ada, HERE, "nothing", "").body())
                .contains("<Code>AccessDenied</Code>")
                .contains("sts:AssumeRole on resource: arn:aws:iam::000000000000:role/nothing");
    }

    @Test
    void lengthsAreBounded() {
        assertThat(assume(ada, HERE, "reader", "&DurationSeconds=899").body()).contains("<Code>ValidationError</Code>");
        assertThat(assume(ada, HERE, "reader", "&DurationSeconds=3601").body())
                .contains("exceeds the MaxSessionDuration set for this role");
        assertThat(assume(ada, HERE, "reader", "&DurationSeconds=900").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aTokenCountsOnlyWithItsKeyAndUnchanged() {
        HttpResponse<String> assumed = assume(ada, HERE, "reader", "");
        String token = element(assumed, "SessionToken");
        QueryClient session = session(assumed);
        QueryClient withAnothersKey = new QueryClient(gateway, "ASIAAAAAAAAAAAAAAAAA", session.secret());

        assertThat(identity(session, token).statusCode()).isEqualTo(200);
        assertThat(identity(withAnothersKey, token).body()).contains("<Code>InvalidClientTokenId</Code>");
        assertThat(identity(session, token.substring(1)).body()).contains("<Code>InvalidClientTokenId</Code>");
        assertThat(session.sts("Action=GetCallerIdentity").body()).contains("<Code>InvalidClientTokenId</Code>");
    }

    @Test
    void aSessionEndsWithItsRoleAlsoIfAnotherTakesTheName() {
        role("AROAAAAAAAAAAAAASHORT", HERE, "short", trust("arn:aws:iam::" + HERE + ":root", ""));
        await().untilAsserted(() ->
                assertThat(assume(ada, HERE, "short", "").statusCode()).isEqualTo(200));
        HttpResponse<String> assumed = assume(ada, HERE, "short", "");

        gateway.directory.remove("AROAAAAAAAAAAAAASHORT");
        role("AROAAAAAAAAAAAAAAGAIN", HERE, "short", trust("arn:aws:iam::" + HERE + ":root", ""));

        await().untilAsserted(
                        () -> assertThat(identityOf(assumed).body()).contains("<Code>InvalidClientTokenId</Code>"));
    }

    @Test
    void aUsersSessionIsTheUserAndBeginsNoOther() {
        HttpResponse<String> begun = ada.sts("Action=GetSessionToken&DurationSeconds=900");

        assertThat(identityOf(begun).body()).contains("<Arn>arn:aws:iam::000000000000:user/ada</Arn>");
        assertThat(during(begun, "Action=GetSessionToken", "sts").body())
                .contains("Cannot call GetSessionToken with session credentials");
    }

    @Test
    void theRootsSessionIsTheRootAndBeginsNoOther() {
        HttpResponse<String> begun = QueryClient.root(gateway).sts("Action=GetSessionToken");

        assertThat(identityOf(begun).body()).contains("<Arn>arn:aws:iam::000000000000:root</Arn>");
        assertThat(during(begun, "Action=GetSessionToken", "sts").body())
                .contains("Cannot call GetSessionToken with session credentials");
        assertThat(during(begun, assumption(HERE, "reader"), "sts").body())
                .contains("Roles may not be assumed by root accounts.");
    }

    @Test
    void aSessionOfAKeyMakesNoKeyThatOutlivesIt() {
        for (QueryClient client : List.of(QueryClient.root(gateway), ada)) {
            HttpResponse<String> refused =
                    during(client.sts("Action=GetSessionToken"), "Action=CreateAccessKey&UserName=ada", "iam");

            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).contains("<Code>InvalidClientTokenId</Code>");
        }
    }

    @Test
    void aSessionEndsWithTheKeyThatItGoesBackToHoweverManyAreBetween() {
        String id = "AIDAAAAAAAAAAAAAAAEVE";
        Permissions mayAssume =
                Permissions.newBuilder().putInline("assume", MAY_ASSUME).build();
        QueryClient eve = user(id, "eve", mayAssume);
        role(
                "AROAAAAAAAAAAAAACHAIN",
                "chain",
                trust("arn:aws:iam::" + HERE + ":root", ""),
                Permissions.newBuilder().putInline("assume", MAY_ASSUME).build());
        await().untilAsserted(() ->
                assertThat(assume(eve, HERE, "chain", "").statusCode()).isEqualTo(200));
        HttpResponse<String> own = eve.sts("Action=GetSessionToken");
        HttpResponse<String> first = assume(eve, HERE, "chain", "");
        HttpResponse<String> second = during(first, assumption(HERE, "reader"), "sts");
        assertThat(identityOf(second).body()).contains("assumed-role/reader/work");

        gateway.directory.put(userOf(id, "eve", mayAssume, 2)
                .setUser(UserIdentity.newBuilder()
                        .setPermissions(mayAssume)
                        .addKeys(gateway.directory.key("AKIAeve", "another secret of the same id")))
                .build());

        await().untilAsserted(
                        () -> assertThat(identityOf(second).body()).contains("<Code>InvalidClientTokenId</Code>"));
        assertThat(identityOf(first).body()).contains("<Code>InvalidClientTokenId</Code>");
        assertThat(identityOf(own).body()).contains("<Code>InvalidClientTokenId</Code>");
    }

    @Test
    void aRoleThatHasBeenAssumedAssumesAnotherForAnHourAtMost() {
        role(
                "AROAAAAAAAAAAAAAALONG",
                "long",
                trust("arn:aws:iam::" + HERE + ":root", ""),
                Permissions.newBuilder().putInline("assume", MAY_ASSUME).build());
        await().untilAsserted(() -> assertThat(
                        assume(ada, HERE, "long", "&DurationSeconds=7200").statusCode())
                .isEqualTo(200));

        assertThat(during(assume(ada, HERE, "long", ""), assumption(HERE, "long") + "&DurationSeconds=3601", "sts")
                        .body())
                .contains("1 hour session limit for roles assumed by role chaining");
    }

    @Test
    void sessionsThatBeganBeforeACertainTimeCanBeDeniedEverything() {
        HttpResponse<String> begun = assume(ada, HERE, "revoked", "");
        role(
                "AROAAAAAAAAAAAAAREVOK",
                "revoked",
                trust("arn:aws:iam::" + HERE + ":root", ""),
                revoking(Instant.now().minusSeconds(600)));
        await().untilAsserted(() ->
                assertThat(assume(ada, HERE, "revoked", "").statusCode()).isEqualTo(200));
        HttpResponse<String> session = assume(ada, HERE, "revoked", "");
        assertThat(begun.statusCode()).isEqualTo(403);
        assertThat(during(session, "Action=ListUsers", "iam").statusCode()).isEqualTo(200);

        role(
                "AROAAAAAAAAAAAAAREVOK",
                "revoked",
                trust("arn:aws:iam::" + HERE + ":root", ""),
                revoking(Instant.now().plusSeconds(60)));

        await().untilAsserted(() -> assertThat(
                        during(session, "Action=ListUsers", "iam").body())
                .contains("with an explicit deny in an identity-based policy"));
    }

    /** As IAM's console revokes sessions. */
    private static Permissions revoking(Instant before) {
        return Permissions.newBuilder()
                .putInline("revoke", """
                        {"Version": "2012-10-17", "Statement": [
                          {"Effect": "Allow", "Action": "*", "Resource": "*"},
                          {"Effect": "Deny", "Action": "*", "Resource": "*",
                           "Condition": {"DateLessThan": {"aws:TokenIssueTime": "%s"}}}]}""".formatted(before))
                .build();
    }

    @Test
    void aDenyByTheRolesTagsHoldsForWhoAssumesIt() {
        gateway.directory.put(Identity.newBuilder()
                .setId("AROAAAAAAAAAAAAASECRT")
                .setAccountId(HERE)
                .setName("secret")
                .setPath("/")
                .setVersion(1)
                .putTags("class", "secret")
                .setRole(RoleIdentity.newBuilder()
                        .setTrustPolicy(trust("arn:aws:iam::" + HERE + ":root", ""))
                        .setMaxSessionSeconds(3600))
                .build());
        QueryClient kept = user(
                "AIDAAAAAAAAAAAAAAKEPT",
                "kept",
                Permissions.newBuilder().putInline("p", """
                        {"Version": "2012-10-17", "Statement": [
                          {"Effect": "Allow", "Action": "*", "Resource": "*"},
                          {"Effect": "Deny", "Action": "sts:*", "Resource": "*",
                           "Condition": {"StringEquals": {"aws:ResourceTag/class": "secret"}}}]}""").build());
        gateway.awaitKnown("AIDAAAAAAAAAAAAAAKEPT");

        assertThat(assume(kept, HERE, "reader", "").statusCode()).isEqualTo(200);
        assertThat(assume(kept, HERE, "secret", "").body()).contains("with an explicit deny");
    }

    @Test
    void tagsOfASessionThatDifferInCaseAloneAreRefused() {
        assertThat(assume(
                                ada,
                                HERE,
                                "tagging",
                                "&Tags.member.1.Key=team&Tags.member.1.Value=a&Tags.member.2.Key=Team&Tags.member.2.Value=b")
                        .body())
                .contains("<Code>InvalidParameterValue</Code>")
                .contains("Duplicate tag keys found. Please note that Tag keys are case insensitive.");
    }

    private static HttpResponse<String> during(HttpResponse<String> begun, String form, String service) {
        return session(begun).send(form, service, Map.of("X-Amz-Security-Token", element(begun, "SessionToken")));
    }

    private static HttpResponse<String> assume(QueryClient client, String account, String role, String more) {
        return client.sts(assumption(account, role) + more);
    }

    private static String assumption(String account, String role) {
        return "Action=AssumeRole&RoleArn=arn%3Aaws%3Aiam%3A%3A" + account + "%3Arole%2F" + role
                + "&RoleSessionName=work";
    }

    private static HttpResponse<String> identityOf(HttpResponse<String> begun) {
        return identity(session(begun), element(begun, "SessionToken"));
    }

    private static HttpResponse<String> identity(QueryClient session, String token) {
        return session.send("Action=GetCallerIdentity", "sts", Map.of("X-Amz-Security-Token", token));
    }

    private static QueryClient session(HttpResponse<String> begun) {
        return new QueryClient(gateway, element(begun, "AccessKeyId"), element(begun, "SecretAccessKey"));
    }

    private static String element(HttpResponse<String> answer, String name) {
        Matcher matcher = Pattern.compile("<" + name + ">([^<]+)<").matcher(answer.body());
        assertThat(matcher.find()).as(answer.body()).isTrue();
        return matcher.group(1);
    }

    private static QueryClient user(String id, String name, Permissions permissions) {
        gateway.directory.put(userOf(id, name, permissions, 1).build());
        return new QueryClient(gateway, "AKIA" + name, "secret of " + name);
    }

    private static Identity.Builder userOf(String id, String name, Permissions permissions, long version) {
        return Identity.newBuilder()
                .setId(id)
                .setAccountId(HERE)
                .setName(name)
                .setPath("/")
                .setVersion(version)
                .setUser(UserIdentity.newBuilder()
                        .setPermissions(permissions)
                        .addKeys(gateway.directory.key("AKIA" + name, "secret of " + name)));
    }

    private static void role(String id, String account, String name, String trust) {
        gateway.directory.put(Identity.newBuilder()
                .setId(id)
                .setAccountId(account)
                .setName(name)
                .setPath("/")
                .setVersion(1)
                .setRole(RoleIdentity.newBuilder().setTrustPolicy(trust).setMaxSessionSeconds(3600))
                .build());
    }

    private static void role(String id, String name, String trust, Permissions permissions) {
        gateway.directory.put(Identity.newBuilder()
                .setId(id)
                .setAccountId(HERE)
                .setName(name)
                .setPath("/")
                .setVersion(System.nanoTime())
                .setRole(RoleIdentity.newBuilder()
                        .setTrustPolicy(trust)
                        .setMaxSessionSeconds(43200)
                        .setPermissions(permissions))
                .build());
    }

    private static String trust(String principal, String conditions) {
        return """
                {"Version": "2012-10-17", "Statement": [{
                  "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "%s"}%s}]}""".formatted(principal, conditions.isEmpty() ? "" : ", \"Condition\": {" + conditions + "}");
    }
}
