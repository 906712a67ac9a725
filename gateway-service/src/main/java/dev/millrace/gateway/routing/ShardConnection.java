package dev.millrace.gateway.routing;

import dev.millrace.internal.shard.v1.ShardLogGrpc.ShardLogStub;

/** What there is towards one instance of the shard service. */
record ShardConnection(String address, ShardLogStub calls, AppendStream appends) {}
