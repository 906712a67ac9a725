package dev.millrace.gateway.kms;

import com.google.protobuf.Message;
import dev.millrace.gateway.call.json.JsonBody;
import dev.millrace.gateway.call.json.JsonError;
import dev.millrace.gateway.call.json.JsonService;
import dev.millrace.gateway.caller.Requester;
import dev.millrace.gateway.streams.MetadataCalls;
import dev.millrace.internal.key.KeyMirror;
import dev.millrace.internal.key.v1.KeyCatalogGrpc;
import dev.millrace.internal.key.v1.KeyCatalogGrpc.KeyCatalogStub;
import dev.millrace.internal.key.v1.KmsReply;
import dev.millrace.internal.kms.v1.KmsCall;
import dev.millrace.key.KeyException;
import io.grpc.Channel;
import java.util.Optional;
import java.util.Set;
import reactor.core.publisher.Mono;

/**
 * AWS Key Management Service: every operation the same way, by its description.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/">API reference</a>
 */
final class KmsService implements JsonService {
    private final KmsAuthorization authorization;
    private final KeyCatalogStub catalog;
    private final MetadataCalls calls;
    private final KeyMirror mirror;

    KmsService(KmsAuthorization authorization, Channel metadataService, MetadataCalls calls, KeyMirror mirror) {
        this.authorization = authorization;
        this.catalog = KeyCatalogGrpc.newStub(metadataService);
        this.calls = calls;
        this.mirror = mirror;
    }

    @Override
    public String signingName() {
        return "kms";
    }

    @Override
    public String targetPrefix() {
        return "TrentService";
    }

    @Override
    public Set<String> operations() {
        return KmsAction.names();
    }

    @Override
    public Message prototype(String operation) {
        return KmsAction.of(operation).prototype();
    }

    @Override
    public Mono<Message> perform(Requester requester, String operation, JsonBody body) {
        KmsAction action = KmsAction.of(operation);
        KmsRequest request = new KmsRequest(body.read(action.prototype()));
        return authorization
                .authorize(requester, action, request)
                .map(allowed -> action.toCall(requester.principal().accountId(), allowed.message()))
                .flatMap(this::call)
                .flatMap(reply -> Mono.justOrEmpty(action.resultOf(reply.getResult())));
    }

    /** This gateway goes by what a call has changed before it answers. */
    private Mono<KmsReply> call(KmsCall call) {
        return calls.<KeyCatalogStub, KmsCall, KmsReply>make(catalog, stub -> stub::call, call)
                .doOnNext(reply -> {
                    if (reply.hasChange()) {
                        mirror.learn(reply.getChange());
                    }
                });
    }

    @Override
    public Optional<JsonError> errorOf(Throwable failure) {
        return failure instanceof KeyException refusal
                ? Optional.of(
                        new JsonError(refusal.type().wireName(), refusal.type().httpStatus(), refusal.text()))
                : Optional.empty();
    }
}
