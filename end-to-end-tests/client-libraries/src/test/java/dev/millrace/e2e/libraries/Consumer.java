package dev.millrace.e2e.libraries;

import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.kinesis.common.ConfigsBuilder;
import software.amazon.kinesis.common.InitialPositionInStream;
import software.amazon.kinesis.common.InitialPositionInStreamExtended;
import software.amazon.kinesis.coordinator.Scheduler;
import software.amazon.kinesis.metrics.NullMetricsFactory;
import software.amazon.kinesis.processor.SingleStreamTracker;
import software.amazon.kinesis.retrieval.RetrievalConfig;

/** One worker of the Kinesis Client Library, from the trim horizon, collecting what it is given. */
final class Consumer implements AutoCloseable {
    private final Received received = new Received();
    private final Scheduler scheduler;
    private final CloudWatchAsyncClient metrics;
    private final Thread thread;

    Consumer(String stream, Retrieval retrieval, KinesisAsyncClient kinesis, LeaseTable leases) {
        String application = stream + "-" + retrieval.name().toLowerCase(Locale.ROOT);
        // The client library wants one and is told below to send nothing.
        metrics = CloudWatchAsyncClient.builder().region(Region.US_EAST_1).build();
        ConfigsBuilder configs = new ConfigsBuilder(
                new SingleStreamTracker(
                        stream,
                        InitialPositionInStreamExtended.newInitialPosition(InitialPositionInStream.TRIM_HORIZON)),
                application,
                kinesis,
                leases.client(),
                metrics,
                UUID.randomUUID().toString(),
                () -> new CollectingProcessor(received));
        RetrievalConfig records = configs.retrievalConfig();
        records.retrievalSpecificConfig(retrieval.config(stream, application, kinesis));
        scheduler = new Scheduler(
                configs.checkpointConfig(),
                configs.coordinatorConfig()
                        .parentShardPollIntervalMillis(500)
                        .shardConsumerDispatchPollIntervalMillis(100)
                        .skipShardSyncAtWorkerInitializationIfLeasesExist(true),
                configs.leaseManagementConfig()
                        .failoverTimeMillis(5_000)
                        .leaseAssignmentIntervalMillis(1_000L)
                        .shardSyncIntervalMillis(5_000)
                        .leasesRecoveryAuditorExecutionFrequencyMillis(5_000),
                configs.lifecycleConfig(),
                configs.metricsConfig().metricsFactory(new NullMetricsFactory()),
                configs.processorConfig(),
                records);
        thread = new Thread(scheduler, "consumer of " + stream);
        thread.setDaemon(true);
        thread.start();
    }

    Received received() {
        return received;
    }

    @Override
    public void close() throws Exception {
        scheduler.startGracefulShutdown().get(60, TimeUnit.SECONDS);
        thread.join(TimeUnit.SECONDS.toMillis(30));
        metrics.close();
    }
}
