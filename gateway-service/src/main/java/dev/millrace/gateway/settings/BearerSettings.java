package dev.millrace.gateway.settings;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;

/**
 * Whose bearer tokens are accepted, and for whom they stand. Without an issuer and a key set there are none, which is the default.
 *
 * @param issuer as tokens name it; its keys are found by its OpenID configuration, unless a key set is given
 * @param jwkSetUri where the issuer publishes its keys
 * @param audience that tokens must be meant for; required, or tokens for other services of the issuer would count here
 * @param rules for whom a token stands; the first one that fits decides
 * @param testing what only tests change
 */
@ConfigurationProperties("millrace.bearer")
public record BearerSettings(
        @Nullable String issuer,
        @Nullable String jwkSetUri,
        @Nullable String audience,
        @DefaultValue List<Rule> rules,
        @DefaultValue Testing testing) {
    /** Only what needs a key pair: with a shared secret, a public key would do to make tokens. */
    private static final Set<SignatureAlgorithm> ASYMMETRIC = Set.of(SignatureAlgorithm.values());

    public BearerSettings {
        issuer = presentOrNull(issuer);
        jwkSetUri = presentOrNull(jwkSetUri);
        audience = presentOrNull(audience);
        rules = List.copyOf(rules);
        if (issuer != null || jwkSetUri != null) {
            require(audience != null, "millrace.bearer.audience (MILLRACE_BEARER_AUDIENCE) must be set");
            require(!rules.isEmpty(), "millrace.bearer.rules (MILLRACE_BEARER_RULES_0_CLAIM …) must have a rule");
        }
    }

    /** An empty setting is none. */
    private static @Nullable String presentOrNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static void require(boolean given, String otherwise) {
        if (!given) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** Whose tokens are accepted; empty if nobody's. */
    public Optional<Issuer> acceptedIssuer() {
        if (issuer == null && jwkSetUri == null) {
            return Optional.empty();
        }
        return Optional.of(new Issuer(
                Optional.ofNullable(issuer),
                Optional.ofNullable(jwkSetUri).map(URI::create),
                audience == null ? "" : audience,
                testing.clockSkew,
                ASYMMETRIC));
    }

    /** @param clockSkew how far the issuer's clock may be from ours */
    public record Testing(@DefaultValue("60s") Duration clockSkew) {}

    /**
     * Whose tokens are accepted.
     *
     * @param name as tokens have it; empty if any will do that is signed with a key of the set
     * @param keySet empty if the issuer's own description tells it
     */
    public record Issuer(
            Optional<String> name,
            Optional<URI> keySet,
            String audience,
            Duration clockSkew,
            Set<SignatureAlgorithm> algorithms) {}

    /**
     * For whom tokens stand that have a claim.
     *
     * @param claim its name, with dots between if it is inside of others; without one, any token fits
     * @param value that it has, or one of its values; {@code *} stands for any characters; any value fits without one
     * @param role whose session the token is
     * @param user who the token is; instead of a role
     */
    public record Rule(
            @Nullable String claim,
            @Nullable String value,
            @Nullable String role,
            @Nullable String user) {
        public Rule {
            claim = presentOrNull(claim);
            value = presentOrNull(value);
            role = presentOrNull(role);
            user = presentOrNull(user);
            require(
                    (role == null) != (user == null),
                    "A rule of millrace.bearer.rules must have either a role or a user");
            require(claim != null || value == null, "A rule of millrace.bearer.rules with a value must have a claim");
        }
    }
}
