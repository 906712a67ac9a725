package dev.millrace.gateway.caller.bearer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.millrace.gateway.memory.NoBlocking;
import dev.millrace.gateway.memory.RunningIssuer;
import dev.millrace.gateway.settings.BearerSettings.Issuer;
import dev.millrace.protocol.error.ErrorType;
import dev.millrace.protocol.error.KinesisException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;

/** Which tokens of a real issuer are accepted, and which forgeries are not. */
class TokenVerifierTest {
    private static final String AUDIENCE = "millrace";
    private static final Duration SKEW = Duration.ofSeconds(60);

    @TempDir
    private static Path directory;

    private static RunningIssuer issuer;

    private final AtomicLong nanoTime = new AtomicLong();

    @BeforeAll
    static void start() {
        NoBlocking.watch();
        issuer = new RunningIssuer(directory);
        // An issuer gets five seconds, which the first time may take by itself on a slow machine.
        KeySetReader first = new KeySetReader(trusted());
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> first.read().block() != null);
    }

    @AfterAll
    static void stop() {
        issuer.close();
    }

    @Test
    void aTokenForUsIsAccepted() {
        Jwt token = verify(issuer.token(claims -> claims.subject("anna").audience(List.of("another", AUDIENCE))));

        assertThat(token.getSubject()).isEqualTo("anna");
    }

    @Test
    void theKeySetIsEnoughWhereTheIssuerDescribesNothing() {
        Issuer keysOnly = new Issuer(
                Optional.empty(), Optional.of(issuer.keySet()), AUDIENCE, SKEW, Set.of(SignatureAlgorithm.RS256));

        assertThat(verifier(keysOnly).verify(issuer.token(forUs())).block()).isNotNull();
    }

    static Stream<Arguments> clocksThatDiffer() {
        Instant now = Instant.now();
        return Stream.of(
                arguments("expired within the skew", now.minusSeconds(900), now.minusSeconds(30), true),
                arguments("expired", now.minusSeconds(900), now.minusSeconds(90), false),
                arguments("made within the skew", now.plusSeconds(30), now.plusSeconds(900), true),
                arguments("not yet to be used", now.plusSeconds(90), now.plusSeconds(900), false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("clocksThatDiffer")
    void aTokenHoldsForItsTimeAndTheSkewOfClocks(String name, Instant from, Instant until, boolean accepted) {
        String token = issuer.token(
                forUs().andThen(claims -> claims.issuedAt(from).notBefore(from).expiresAt(until)));

        if (accepted) {
            assertThat(verify(token)).isNotNull();
        } else {
            assertRefused(token);
        }
    }

    static Stream<Arguments> tokensOfTheIssuerThatAreNotForUs() {
        return Stream.of(
                arguments("for another audience", claims(it -> it.audience(List.of("millrace-test")))),
                arguments("for no audience", claims(it -> it.claims(all -> all.remove("aud")))),
                arguments("in the name of another issuer", claims(it -> it.issuer("https://example.org"))),
                arguments("of nobody", claims(it -> it.subject(" "))),
                arguments("without an end", claims(it -> it.claims(all -> all.remove("exp")))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tokensOfTheIssuerThatAreNotForUs")
    void aTokenOfTheIssuerThatIsNotForUsIsRefused(String name, Consumer<JwtClaimsSet.Builder> claims) {
        assertRefused(issuer.token(forUs().andThen(claims)));
    }

    @Test
    void aTokenWithoutASignatureIsRefused() {
        assertRefused(new PlainJWT(goodClaims()).serialize());
    }

    @Test
    void aSignatureThatWasCutOffIsRefused() {
        String token = issuer.token(forUs());

        assertRefused(token.substring(0, token.lastIndexOf('.') + 1));
    }

    @Test
    void aClaimThatWasChangedIsRefused() {
        String[] parts = issuer.token(forUs()).split("\\.", -1);
        String claims = new PlainJWT(goodClaims()).serialize().split("\\.", -1)[1];

        assertRefused(parts[0] + "." + claims + "." + parts[2]);
    }

    /** Whoever takes the algorithm from the token takes the public key for a shared secret. */
    @Test
    void aTokenThatIsSignedWithThePublicKeyAsASecretIsRefused() throws JOSEException {
        byte[] publicKey = issuer.key().toRSAPublicKey().getEncoded();
        SignedJWT forged = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .keyID(issuer.key().getKeyID())
                        .build(),
                goodClaims());
        forged.sign(new MACSigner(publicKey));

        assertRefused(forged.serialize());
    }

    @Test
    void aKeyThatTheTokenBringsWithItIsNotTrusted() throws JOSEException {
        RSAKey own = new RSAKeyGenerator(2048).keyID(issuer.key().getKeyID()).generate();

        assertRefused(signed(own, header -> header.jwk(own.toPublicJWK()).keyID(own.getKeyID())));
        assertRefused(signed(own, header -> header.jwkURL(URI.create("https://example.org/keys"))));
    }

    @Test
    void aTokenOfAnotherKindIsRefused() throws JOSEException {
        assertRefused(
                signed(new RSAKeyGenerator(2048).generate(), header -> header.type(new JOSEObjectType("logout+jwt"))));
    }

    @Test
    void anAlgorithmThatIsNotWantedIsRefused() {
        Issuer other = new Issuer(
                Optional.of(issuer.name()), Optional.empty(), AUDIENCE, SKEW, Set.of(SignatureAlgorithm.ES256));

        assertThatThrownBy(() -> verifier(other).verify(issuer.token(forUs())).block())
                .satisfies(TokenVerifierTest::isRefusal);
    }

    @Test
    void whatIsNoTokenIsRefused() {
        for (String nonsense : List.of("x", "a.b.c", "..", "e30.e30.e30", "eyJhbGciOiJSUzI1NiJ9.e30.AA")) {
            assertRefused(nonsense);
        }
    }

    @Test
    void keysMayChangeWhileTokensComeAndTheOldOnesAreForgotten() {
        TokenVerifier verifier = verifier(trusted());
        String before = issuer.token(forUs());
        verifier.verify(before).block();
        issuer.changeKey();
        nanoTime.addAndGet(IssuerKeys.PAUSE.toNanos());

        assertThat(verifier.verify(issuer.token(forUs())).block()).isNotNull();
        assertThatThrownBy(() -> verifier.verify(before).block()).satisfies(TokenVerifierTest::isRefusal);
    }

    @Test
    void anIssuerThatIsAwayIsNotTheCallersFault() {
        Issuer away = new Issuer(
                Optional.of("http://127.0.0.1:1"), Optional.empty(), AUDIENCE, SKEW, Set.of(SignatureAlgorithm.RS256));

        assertThatThrownBy(() -> verifier(away).verify(issuer.token(forUs())).block())
                .isInstanceOfSatisfying(
                        KinesisException.class,
                        refused -> assertThat(refused.type()).isEqualTo(ErrorType.INTERNAL_FAILURE));
    }

    private static Consumer<JwtClaimsSet.Builder> claims(Consumer<JwtClaimsSet.Builder> claims) {
        return claims;
    }

    private static Consumer<JwtClaimsSet.Builder> forUs() {
        return claims -> claims.audience(List.of(AUDIENCE));
    }

    private static JWTClaimsSet goodClaims() {
        return new JWTClaimsSet.Builder()
                .issuer(issuer.name())
                .subject("mallory")
                .audience(AUDIENCE)
                .expirationTime(Date.from(Instant.now().plusSeconds(300)))
                .build();
    }

    private static String signed(RSAKey key, Consumer<JWSHeader.Builder> header) throws JOSEException {
        JWSHeader.Builder built = new JWSHeader.Builder(JWSAlgorithm.RS256);
        header.accept(built);
        SignedJWT token = new SignedJWT(built.build(), goodClaims());
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    private static Issuer trusted() {
        return new Issuer(
                Optional.of(issuer.name()),
                Optional.empty(),
                AUDIENCE,
                SKEW,
                Set.of(SignatureAlgorithm.RS256, SignatureAlgorithm.ES256));
    }

    private TokenVerifier verifier(Issuer trusted) {
        return new TokenVerifier(
                trusted, new IssuerKeys(new KeySetReader(trusted)::read, nanoTime::get), Clock.systemUTC());
    }

    private Jwt verify(String token) {
        return verifier(trusted()).verify(token).block();
    }

    private void assertRefused(String token) {
        assertThatThrownBy(() -> verify(token))
                .satisfies(TokenVerifierTest::isRefusal)
                // Nothing of it, which might be logged.
                .satisfies(refused -> Stream.of(token.split("\\."))
                        .filter(part -> part.length() > 8)
                        .forEach(part -> assertThat(refused).hasMessageNotContaining(part)));
    }

    private static void isRefusal(Throwable refused) {
        assertThat(refused).isInstanceOf(KinesisException.class);
        assertThat(((KinesisException) refused).type()).isEqualTo(ErrorType.UNRECOGNIZED_CLIENT);
        assertThat(refused.getMessage())
                .startsWith("The bearer token is not accepted. ")
                .endsWith(".");
    }
}
