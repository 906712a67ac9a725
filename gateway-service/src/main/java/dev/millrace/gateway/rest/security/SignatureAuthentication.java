package dev.millrace.gateway.rest.security;

import dev.millrace.gateway.caller.Requester;
import dev.millrace.gateway.front.request.ReceivedRequest;
import dev.millrace.gateway.rest.RequestProgress;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.signing.Credential;
import dev.millrace.signing.SignatureVerifier;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.Authentication;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Verifies signatures by the same rules, and with the same keys, as the AWS face. */
final class SignatureAuthentication implements ReactiveAuthenticationManager {
    /** A larger body takes milliseconds to hash, for which the other connections of an event loop would wait. */
    private static final int LARGE_BODY = 512 * 1024;

    private final SignatureVerifier signatures;

    SignatureAuthentication(SignatureVerifier signatures) {
        this.signatures = signatures;
    }

    @Override
    public Mono<Authentication> authenticate(Authentication authentication) {
        if (!(authentication instanceof UnverifiedRequest unverified)) {
            return Mono.empty();
        }
        Mono<Authentication> verified = RequestProgress.ofCaller(Mono.fromCallable(() -> verify(unverified)))
                .map(KnownCaller::new);
        return unverified.request().bodyLength() < LARGE_BODY ? verified : verified.subscribeOn(Schedulers.parallel());
    }

    private Requester verify(UnverifiedRequest unverified) {
        ReceivedRequest request = unverified.request();
        try {
            request.content().requireKept();
            Credential signer = signatures.verifyWithOptionalBody(request);
            request.content().countFor(signer.accessKeyId());
            return Requester.of(signer, signatures, request.origin(), unverified.requestId());
        } catch (KinesisException refused) {
            throw RefusedAuthenticationException.ofSignature(refused);
        }
    }
}
