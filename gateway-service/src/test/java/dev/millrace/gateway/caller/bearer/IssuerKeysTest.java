package dev.millrace.gateway.caller.bearer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** How often an issuer is asked for its keys, and what happens while it does not answer. */
class IssuerKeysTest {
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicLong nanoTime = new AtomicLong();
    private Mono<JWKSet> answer = Mono.error(new IOException("away"));
    private final IssuerKeys keys = new IssuerKeys(
            () -> {
                asked.incrementAndGet();
                return answer;
            },
            nanoTime::get);

    @Test
    void theIssuerIsNotAskedBeforeATokenComes() {
        assertThat(asked).hasValue(0);
    }

    @Test
    void tokensOfKeysThatAreKnownAskForNothing() {
        answer = publishing("a");

        assertThat(found("a")).containsExactly("a");
        nanoTime.addAndGet(IssuerKeys.FRESH.toNanos() - 1);
        assertThat(found("a")).containsExactly("a");
        assertThat(asked).hasValue(1);
    }

    @Test
    void tokensThatComeTogetherShareAnAnswer() {
        Sinks.One<JWKSet> late = Sinks.one();
        answer = late.asMono();
        Mono<List<JWK>> first = keys.of(token("a")).collectList().cache();
        Mono<List<JWK>> second = keys.of(token("a")).collectList().cache();
        first.subscribe();
        second.subscribe();
        late.tryEmitValue(new JWKSet(key("a")));

        assertThat(first.block()).hasSize(1);
        assertThat(second.block()).hasSize(1);
        assertThat(asked).hasValue(1);
    }

    @Test
    void aKeyThatIsNotKnownIsAskedFor() {
        answer = publishing("a");
        found("a");
        answer = publishing("b");
        nanoTime.addAndGet(IssuerKeys.PAUSE.toNanos());

        assertThat(found("b")).containsExactly("b");
        assertThat(found("a")).isEmpty();
    }

    @Test
    void madeUpKeysDoNotMakeUsFloodTheIssuer() {
        answer = publishing("a");
        for (int i = 0; i < 1000; i++) {
            assertThat(found("made-up-" + i)).isEmpty();
        }

        assertThat(asked).hasValue(1);
        assertThat(found("a")).containsExactly("a");
    }

    @Test
    void whatIsKnownHoldsWhileTheIssuerIsAway() {
        answer = publishing("a");
        found("a");
        answer = Mono.error(new IOException("away"));
        nanoTime.addAndGet(IssuerKeys.FRESH.multipliedBy(10).toNanos());

        assertThat(found("a")).containsExactly("a");
        assertThat(found("b")).isEmpty();
        assertThat(asked).hasValue(2);
    }

    @Test
    void aKeyThatTheIssuerHasTakenBackIsForgotten() {
        answer = publishing("a", "b");
        found("a");
        answer = publishing("b");
        nanoTime.addAndGet(IssuerKeys.FRESH.toNanos());
        found("b");

        assertThat(found("a")).isEmpty();
    }

    @Test
    void anIssuerThatWasAwayIsAskedAgain() {
        assertThatThrownBy(() -> found("a")).hasCauseInstanceOf(IOException.class);
        answer = publishing("a");
        assertThatThrownBy(() -> found("a")).hasCauseInstanceOf(IOException.class);
        assertThat(asked).hasValue(1);
        nanoTime.addAndGet(IssuerKeys.PAUSE.toNanos());

        assertThat(found("a")).containsExactly("a");
    }

    private List<String> found(String keyId) {
        return keys.of(token(keyId)).map(JWK::getKeyID).collectList().block();
    }

    private static SignedJWT token(String keyId) {
        return new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(keyId).build(), new JWTClaimsSet.Builder().build());
    }

    private static Mono<JWKSet> publishing(String... keyIds) {
        return Mono.just(
                new JWKSet(List.of(keyIds).stream().map(IssuerKeysTest::key).toList()));
    }

    private static JWK key(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }
}
