package dev.millrace.gateway.kinesis.stream;

import dev.millrace.gateway.call.OperationHandler;
import dev.millrace.gateway.call.OperationSubject;
import dev.millrace.gateway.kms.RecordKeys;
import dev.millrace.internal.metadata.v1.StopEncryption;
import dev.millrace.internal.metadata.v1.UpdateStreamRequest;
import dev.millrace.protocol.error.EncryptionErrors;
import dev.millrace.protocol.message.KinesisResponse;
import dev.millrace.protocol.message.Operation;
import dev.millrace.protocol.message.StartStreamEncryptionRequest;
import dev.millrace.protocol.message.StopStreamEncryptionRequest;
import dev.millrace.stream.EncryptionType;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Turns the encryption of new records on and off. The stream is UPDATING for a moment.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_StartStreamEncryption.html">StartStreamEncryption</a>
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_StopStreamEncryption.html">StopStreamEncryption</a>
 */
final class EncryptionHandler implements OperationSubject {
    private final StreamUpdates updates;
    private final RecordKeys keys;

    EncryptionHandler(StreamUpdates updates, RecordKeys keys) {
        this.updates = updates;
        this.keys = keys;
    }

    @Override
    public List<OperationHandler<?>> handlers() {
        return List.of(
                new OperationHandler<>(
                        Operation.START_STREAM_ENCRYPTION, StartStreamEncryptionRequest.class, this::start),
                new OperationHandler<>(
                        Operation.STOP_STREAM_ENCRYPTION, StopStreamEncryptionRequest.class, this::stop));
    }

    Mono<KinesisResponse> start(StartStreamEncryptionRequest request) {
        requireKms(request.encryptionType());
        return keys.requireUsable(request.keyId())
                .then(updates.make(request, UpdateStreamRequest.newBuilder().setStartEncryption(request.keyId())))
                .thenReturn(KinesisResponse.NONE);
    }

    Mono<KinesisResponse> stop(StopStreamEncryptionRequest request) {
        requireKms(request.encryptionType());
        return updates.make(
                        request,
                        UpdateStreamRequest.newBuilder().setStopEncryption(StopEncryption.getDefaultInstance()))
                .thenReturn(KinesisResponse.NONE);
    }

    private static void requireKms(String type) {
        if (!type.equals(EncryptionType.KMS.name())) {
            throw EncryptionErrors.typeNotKms(type);
        }
    }
}
