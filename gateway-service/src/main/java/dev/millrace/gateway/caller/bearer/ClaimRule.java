package dev.millrace.gateway.caller.bearer;

import dev.millrace.gateway.settings.BearerSettings;
import dev.millrace.identity.IdentityKind;
import java.util.Optional;
import org.springframework.util.PatternMatchUtils;

/**
 * For whom tokens stand that have a claim.
 *
 * @param claim empty if any token fits
 * @param value that one of the claim's values must match, {@code *} standing for any characters
 * @param kind a role or a user
 */
record ClaimRule(Optional<String> claim, String value, IdentityKind kind, String name) {
    private static final String ANY = "*";

    static ClaimRule of(BearerSettings.Rule rule) {
        Optional<String> role = Optional.ofNullable(rule.role());
        return new ClaimRule(
                Optional.ofNullable(rule.claim()),
                Optional.ofNullable(rule.value()).orElse(ANY),
                role.isPresent() ? IdentityKind.ROLE : IdentityKind.USER,
                role.or(() -> Optional.ofNullable(rule.user())).orElseThrow());
    }

    boolean fits(Claims claims) {
        return claim.map(name ->
                        claims.values(name).stream().anyMatch(having -> PatternMatchUtils.simpleMatch(value, having)))
                .orElse(true);
    }
}
