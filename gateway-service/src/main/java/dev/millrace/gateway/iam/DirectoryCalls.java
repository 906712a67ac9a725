package dev.millrace.gateway.iam;

import dev.millrace.gateway.caller.IdentityMirror;
import dev.millrace.gateway.streams.MetadataCalls;
import dev.millrace.internal.iam.v1.IamCall;
import dev.millrace.internal.iam.v1.IamResult;
import dev.millrace.internal.identity.v1.IamReply;
import dev.millrace.internal.identity.v1.IdentityDirectoryGrpc;
import dev.millrace.internal.identity.v1.IdentityDirectoryGrpc.IdentityDirectoryStub;
import io.grpc.Channel;
import reactor.core.publisher.Mono;

/** Calls to the metadata service about identities. This gateway goes by what they change before it answers. */
final class DirectoryCalls {
    private final IdentityDirectoryStub directory;
    private final MetadataCalls calls;
    private final IdentityMirror identities;

    DirectoryCalls(Channel metadataService, MetadataCalls calls, IdentityMirror identities) {
        this.directory = IdentityDirectoryGrpc.newStub(metadataService);
        this.calls = calls;
        this.identities = identities;
    }

    Mono<IamResult> call(IamCall call) {
        return calls.<IdentityDirectoryStub, IamCall, IamReply>make(directory, stub -> stub::call, call)
                .doOnNext(reply -> {
                    if (reply.hasChange()) {
                        identities.learn(reply.getChange());
                    }
                })
                .map(IamReply::getResult);
    }
}
