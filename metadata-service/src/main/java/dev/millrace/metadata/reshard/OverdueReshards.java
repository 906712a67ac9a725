package dev.millrace.metadata.reshard;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** Looks for plans whose instance is gone, and goes on with them. */
public final class OverdueReshards implements SmartLifecycle {
    private final Resharding resharding;
    private final Duration interval;
    private volatile @Nullable Disposable running;

    public OverdueReshards(Resharding resharding, ReshardSettings settings) {
        this.resharding = resharding;
        this.interval = settings.pollInterval();
    }

    @Override
    public void start() {
        running = Flux.interval(interval).onBackpressureDrop().subscribe(tick -> resharding.resumeOverdue());
    }

    @Override
    public void stop() {
        Disposable last = running;
        if (last != null) {
            last.dispose();
        }
        running = null;
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }
}
