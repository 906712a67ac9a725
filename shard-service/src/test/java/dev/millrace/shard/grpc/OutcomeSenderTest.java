package dev.millrace.shard.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.internal.shard.v1.AppendOutcome;
import dev.millrace.internal.shard.v1.AppendOutcomes;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutcomeSenderTest {
    private final Call call = new Call();
    private final Queue<Runnable> loop = new ArrayDeque<>();
    private final OutcomeSender sender = new OutcomeSender(call);

    @Test
    void outcomesThatGatherShareAMessage() {
        send(1);
        send(2);

        runLoop();

        assertThat(call.said).containsExactly("outcomes 1 2");
    }

    @Test
    void aGatewayThatEndsItsCallIsToldWhatIsKnownAndNothingAfterwards() {
        send(1);
        sender.complete();
        runLoop();
        send(2);
        runLoop();

        assertThat(call.said).containsExactly("outcomes 1", "completed");
    }

    @Test
    void nothingFollowsAFailure() {
        sender.fail(Status.INVALID_ARGUMENT.asRuntimeException());
        sender.complete();
        send(1);
        runLoop();

        assertThat(call.said).containsExactly("failed");
    }

    private void send(long id) {
        sender.send(AppendOutcome.newBuilder().setId(id).build(), loop::add);
    }

    private void runLoop() {
        for (Runnable task = loop.poll(); task != null; task = loop.poll()) {
            task.run();
        }
    }

    /** As strict as gRPC's own: after its end everything is an exception. */
    private static final class Call extends ServerCallStreamObserver<AppendOutcomes> {
        final List<String> said = new ArrayList<>();
        private boolean over;

        @Override
        public void onNext(AppendOutcomes message) {
            StringBuilder text = new StringBuilder("outcomes");
            message.getOutcomesList().forEach(outcome -> text.append(' ').append(outcome.getId()));
            say(text.toString(), false);
        }

        @Override
        public void onError(Throwable failure) {
            say("failed", true);
        }

        @Override
        public void onCompleted() {
            say("completed", true);
        }

        private void say(String text, boolean last) {
            if (over) {
                throw new IllegalStateException("Stream is already completed, no further calls are allowed");
            }
            over = last;
            said.add(text);
        }

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setOnCancelHandler(@Nullable Runnable handler) {}

        @Override
        public void setOnReadyHandler(@Nullable Runnable handler) {}

        @Override
        public void setCompression(String compression) {}

        @Override
        public void disableAutoInboundFlowControl() {}

        @Override
        public void request(int count) {}

        @Override
        public void setMessageCompression(boolean enable) {}
    }
}
