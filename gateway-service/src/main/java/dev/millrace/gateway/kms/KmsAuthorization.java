package dev.millrace.gateway.kms;

import dev.millrace.gateway.caller.Requester;
import dev.millrace.internal.key.KeyCalls;
import dev.millrace.internal.key.KnownKey;
import dev.millrace.internal.kms.v1.Subject;
import dev.millrace.key.EncryptionContext;
import dev.millrace.key.KeyCiphertext;
import dev.millrace.key.KeyErrorType;
import dev.millrace.key.KeyErrors;
import dev.millrace.key.KeyException;
import dev.millrace.key.KeyReference;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * Finds out which keys a call is about and whether the caller may. The call that passes names its keys by the ARNs of those that
 * were decided on, so that an alias which is moved meanwhile leads nowhere else.
 */
final class KmsAuthorization {
    /** What a caller that creates a key with tags must be allowed besides. */
    private static final String TAG_RESOURCE = "kms:TagResource";

    private final KeyCalls keys;
    private final KeyAuthorizer authorizer;
    private final String region;

    KmsAuthorization(KeyCalls keys, KeyAuthorizer authorizer, String region) {
        this.keys = keys;
        this.authorizer = authorizer;
        this.region = region;
    }

    /** The request as it may be made, or a KeyException. */
    Mono<KmsRequest> authorize(Requester requester, KmsAction action, KmsRequest request) {
        return switch (action.subject()) {
            case OWN_KEY, USED_KEY -> ofKey(requester, action, request);
            case CIPHERTEXT -> ofCiphertext(requester, action, request);
            case ALIAS -> ofAlias(requester, action, request);
            case RE_ENCRYPTION -> ofReEncryption(requester, request);
            case ANYTHING, UNRECOGNIZED ->
                Mono.fromSupplier(() -> {
                    KeyReference created =
                            KeyReference.ofKey(region, requester.principal().accountId(), "new");
                    authorizer.authorize(requester, action.policyName(), Optional.empty(), request.use());
                    if (!request.use().requestTags().isEmpty()) {
                        authorizer.authorize(requester, TAG_RESOURCE, Optional.of(created.arn()), request.use());
                    }
                    requireNoLockout(requester, request, created);
                    return request;
                });
        };
    }

    private Mono<KmsRequest> ofKey(Requester requester, KmsAction action, KmsRequest request) {
        KeyReference reference = reference(requester, request.given(KmsRequest.KEY_ID));
        if (action.subject() == Subject.OWN_KEY) {
            if (reference.isAlias()) {
                throw KeyErrors.invalidKeyId(request.given(KmsRequest.KEY_ID));
            }
            requireOwn(requester, action, reference);
        }
        return find(requester, reference).map(key -> {
            authorizer.authorize(requester, action.policyName(), key, request.use());
            requireNoLockout(requester, request, reference);
            return request.with(KmsRequest.KEY_ID, key.arn());
        });
    }

    /** The keys of other accounts can be used, and not changed. */
    private static void requireOwn(Requester requester, KmsAction action, KeyReference reference) {
        if (!reference.accountId().equals(requester.principal().accountId())) {
            throw KeyErrors.accessDenied("User: " + requester.principal().arn() + " is not authorized to perform: "
                    + action.policyName() + " on resource: " + reference.arn());
        }
    }

    private Mono<KmsRequest> ofCiphertext(Requester requester, KmsAction action, KmsRequest request) {
        return source(requester, request, KmsRequest.KEY_ID).map(key -> {
            authorizer.authorize(
                    requester, action.policyName(), key, KeyUse.direct(request.context(KmsRequest.CONTEXT)));
            return request;
        });
    }

    /** The key that a ciphertext is under, which is the one that the request names if it names any. */
    private Mono<KnownKey> source(Requester requester, KmsRequest request, String named) {
        KeyCiphertext ciphertext = KeyCiphertext.parse(request.ciphertext());
        Mono<KnownKey> key = keys.find(ciphertext.keyId())
                .onErrorMap(KmsAuthorization::isNotFound, notFound -> KeyErrors.ciphertextOfUnknownKey());
        return request.text(named)
                .map(given -> find(requester, reference(requester, given))
                        .flatMap(meant -> meant.id().equals(ciphertext.keyId())
                                ? Mono.just(meant)
                                : Mono.<KnownKey>error(KeyErrors.incorrectKey())))
                .orElse(key);
    }

    private static boolean isNotFound(Throwable failure) {
        return failure instanceof KeyException refusal && refusal.type() == KeyErrorType.NOT_FOUND;
    }

    private Mono<KmsRequest> ofReEncryption(Requester requester, KmsRequest request) {
        KeyReference to = reference(requester, request.given(KmsRequest.DESTINATION_KEY_ID));
        EncryptionContext from = request.context(KmsRequest.SOURCE_CONTEXT);
        EncryptionContext into = request.context(KmsRequest.DESTINATION_CONTEXT);
        return source(requester, request, KmsRequest.SOURCE_KEY_ID)
                .doOnNext(key -> authorizer.authorize(requester, "kms:ReEncryptFrom", key, KeyUse.direct(from)))
                .then(find(requester, to))
                .map(key -> {
                    authorizer.authorize(requester, "kms:ReEncryptTo", key, KeyUse.direct(into));
                    return request.with(KmsRequest.DESTINATION_KEY_ID, key.arn());
                });
    }

    /** What an alias leads to, now and then, must be allowed as well as the alias. */
    private Mono<KmsRequest> ofAlias(Requester requester, KmsAction action, KmsRequest request) {
        String name = request.given(KmsRequest.ALIAS_NAME);
        if (!KeyReference.isAliasName(name)) {
            // The operation itself tells what is wrong with it.
            return Mono.just(request);
        }
        KeyReference alias = reference(requester, name);
        authorizer.authorize(requester, action.policyName(), Optional.of(alias.arn()), request.use());
        Mono<KmsRequest> authorized = keys.find(alias, "")
                .doOnNext(key -> authorizer.authorize(requester, action.policyName(), key, request.use()))
                .onErrorResume(KmsAuthorization::isNotFound, leadsNowhere -> Mono.empty())
                .thenReturn(request);
        if (request.text(KmsRequest.TARGET_KEY_ID).isEmpty()) {
            return authorized;
        }
        KeyReference target = reference(requester, request.given(KmsRequest.TARGET_KEY_ID));
        requireOwn(requester, action, target);
        return authorized.then(find(requester, target)).map(key -> {
            authorizer.authorize(requester, action.policyName(), key, request.use());
            return request.with(KmsRequest.TARGET_KEY_ID, key.arn());
        });
    }

    private void requireNoLockout(Requester requester, KmsRequest request, KeyReference key) {
        request.text(KmsRequest.POLICY)
                .filter(policy -> !request.bypassesLockoutCheck())
                .ifPresent(policy -> authorizer.requireNoLockout(requester, key, policy));
    }

    private KeyReference reference(Requester requester, String given) {
        return KeyReference.parse(given, region, requester.principal().accountId());
    }

    private Mono<KnownKey> find(Requester requester, KeyReference reference) {
        return keys.find(reference, requester.principal().accountId());
    }
}
