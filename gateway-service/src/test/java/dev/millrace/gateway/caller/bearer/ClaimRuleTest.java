package dev.millrace.gateway.caller.bearer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.millrace.gateway.settings.BearerSettings;
import dev.millrace.identity.IdentityKind;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ClaimRuleTest {
    private static final Map<String, Object> TOKEN = Map.of(
            "sub",
            "anna",
            "groups",
            List.of("writers-eu", "staff"),
            "scope",
            "streams.read streams.write",
            "title",
            "head of streams",
            "level",
            7,
            "admin",
            true,
            "https://example.org/team",
            "shop",
            "realm_access",
            Map.of("roles", List.of("reader")),
            "resource_access",
            Map.of("my.app", Map.of("roles", List.of("owner"))));

    static Stream<Arguments> rules() {
        return Stream.of(
                // claim, value, fits
                arguments(null, null, true),
                arguments("sub", "anna", true),
                arguments("sub", "ann", false),
                arguments("sub", "Anna", false),
                arguments("sub", null, true),
                arguments("sub", "*", true),
                arguments("groups", "staff", true),
                arguments("groups", "writers-*", true),
                arguments("groups", "*-eu", true),
                arguments("groups", "w*e*u", true),
                arguments("groups", "writers", false),
                arguments("groups", "[writers-eu, staff]", false),
                arguments("scope", "streams.write", true),
                arguments("scope", "streams", false),
                arguments("scope", "streams.read streams.write", false),
                arguments("title", "head of streams", true),
                arguments("title", "head", false),
                arguments("level", "7", true),
                arguments("admin", "true", true),
                arguments("https://example.org/team", "shop", true),
                arguments("realm_access.roles", "reader", true),
                arguments("realm_access.roles", "writer", false),
                arguments("resource_access.my.app.roles", "owner", true),
                arguments("realm_access", null, false),
                arguments("sub.x", null, false),
                arguments("absent", null, false),
                arguments("absent", "*", false));
    }

    @ParameterizedTest(name = "{0} = {1}: {2}")
    @MethodSource("rules")
    void aRuleFitsTokensWithAValueOfItsClaim(String claim, String value, boolean fits) {
        ClaimRule rule = ClaimRule.of(new BearerSettings.Rule(claim, value, "r", null));

        assertThat(rule.fits(new Claims(TOKEN))).isEqualTo(fits);
    }

    @Test
    void aRuleNamesARoleOrAUser() {
        assertThat(ClaimRule.of(new BearerSettings.Rule("sub", "anna", "writer", "")))
                .returns(IdentityKind.ROLE, ClaimRule::kind)
                .returns("writer", ClaimRule::name);
        assertThat(ClaimRule.of(new BearerSettings.Rule("sub", "anna", "", "anna")))
                .returns(IdentityKind.USER, ClaimRule::kind)
                .returns("anna", ClaimRule::name);
    }
}
