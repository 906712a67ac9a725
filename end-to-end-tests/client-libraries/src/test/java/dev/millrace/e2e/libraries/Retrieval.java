package dev.millrace.e2e.libraries;

import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.kinesis.retrieval.RetrievalSpecificConfig;
import software.amazon.kinesis.retrieval.fanout.FanOutConfig;
import software.amazon.kinesis.retrieval.polling.PollingConfig;

/** The two ways in which the client library gets records. */
enum Retrieval {
    /** GetRecords in a loop. */
    POLLING {
        @Override
        RetrievalSpecificConfig config(String stream, String application, KinesisAsyncClient kinesis) {
            PollingConfig config = new PollingConfig(stream, kinesis);
            config.idleTimeBetweenReadsInMillis(250);
            return config;
        }
    },
    /** A registered consumer, and SubscribeToShard for each shard. */
    FAN_OUT {
        @Override
        RetrievalSpecificConfig config(String stream, String application, KinesisAsyncClient kinesis) {
            return new FanOutConfig(kinesis).streamName(stream).applicationName(application);
        }
    };

    abstract RetrievalSpecificConfig config(String stream, String application, KinesisAsyncClient kinesis);
}
