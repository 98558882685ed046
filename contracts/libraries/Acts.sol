// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ITrace} from "../ITrace.sol";
import {Verdict} from "../types/Batch.sol";
import {Kind} from "../types/Kind.sol";
import {hashOf} from "./Text.sol";

/// @title Acts
/// @notice EIP-712 struct hashes of the acts that are signed for another to bring.
/// @dev A batch's id is `keccak256(bytes(code))`, which is what EIP-712 puts in the place of `string code`.
library Acts {
    /// @dev As documented at each `...BySig` verb of `ITrace`.
    bytes32 internal constant CREATE =
        keccak256("Create(string code,string unit,uint64 quantity,bytes32 digest,uint256 deadline)");
    bytes32 internal constant RECORD =
        keccak256("Record(string code,string kind,bytes32 digest,uint24 seq,uint256 deadline)");
    bytes32 internal constant INSPECT =
        keccak256("Inspect(string code,string verdict,bytes32 digest,uint24 seq,uint256 deadline)");
    bytes32 internal constant AMEND =
        keccak256("Amend(string code,uint24 amended,bytes32 digest,uint24 seq,uint256 deadline)");
    bytes32 internal constant RECALL = keccak256("Recall(string code,bytes32 digest,uint24 seq,uint256 deadline)");
    bytes32 internal constant LIFT = keccak256("Lift(string code,bytes32 digest,uint24 seq,uint256 deadline)");
    bytes32 internal constant WITHDRAW = keccak256("Withdraw(string code,bytes32 digest,uint24 seq,uint256 deadline)");
    bytes32 internal constant OFFER_CUSTODY =
        keccak256("OfferCustody(string code,address to,bytes32 digest,uint24 seq,uint256 deadline)");
    bytes32 internal constant ACCEPT_CUSTODY =
        keccak256("AcceptCustody(string code,bytes32 digest,uint24 seq,uint256 deadline)");
    bytes32 internal constant REFUSE_CUSTODY =
        keccak256("RefuseCustody(string code,bytes32 digest,uint24 seq,uint256 deadline)");
    bytes32 internal constant CANCEL_OFFER =
        keccak256("CancelOffer(string code,bytes32 digest,uint24 seq,uint256 deadline)");
    bytes32 internal constant HAND_OVER =
        keccak256("HandOver(string code,address to,bytes32 digest,uint24 seq,uint256 deadline)");

    bytes32 internal constant RECORD_SERIES =
        keccak256("RecordSeries(string code,string kind,bytes32[] digests,uint24 seq,uint256 deadline)");
    bytes32 internal constant ANCHOR =
        keccak256("Anchor(string code,bytes32 root,uint32 count,bytes32 digest,uint24 seq,uint256 deadline)");
    bytes32 internal constant SPLIT = keccak256(
        "Split(string code,Part[] parts,bytes32 digest,uint24 seq,uint256 deadline)"
        "Part(string code,uint64 quantity,bytes32 digest)"
    );
    bytes32 internal constant PART = keccak256("Part(string code,uint64 quantity,bytes32 digest)");
    bytes32 internal constant TRANSFORM = keccak256(
        "Transform(Input[] inputs,Output[] outputs,bytes32 digest,uint256 deadline)"
        "Input(string code,uint64 quantity,uint24 seq)"
        "Output(string code,string unit,uint64 quantity,bytes32 digest)"
    );
    bytes32 internal constant INPUT = keccak256("Input(string code,uint64 quantity,uint24 seq)");
    bytes32 internal constant OUTPUT = keccak256("Output(string code,string unit,uint64 quantity,bytes32 digest)");

    /// @notice Struct hash of `Create`. It has no `seq`: a code is created once.
    /// @param id The batch.
    /// @param unit As in `ITrace.create`.
    /// @param quantity As in `ITrace.create`.
    /// @param digest As in `ITrace.create`.
    /// @param deadline Last second at which the signature is good.
    /// @return The struct hash.
    function hashCreate(bytes32 id, bytes3 unit, uint64 quantity, bytes32 digest, uint256 deadline)
        internal
        pure
        returns (bytes32)
    {
        // A unit is text of the same shape as a kind.
        return keccak256(abi.encode(CREATE, id, Kind.wrap(unit).hash(), quantity, digest, deadline));
    }

    /// @notice Struct hash of an act whose members are the batch's code, the digest, `seq` and the deadline.
    /// @param typeHash The act's type hash.
    /// @param id The batch.
    /// @param digest SHA-256 of the record document.
    /// @param seq The number that the line will have.
    /// @param deadline Last second at which the signature is good.
    /// @return The struct hash.
    function hashPlain(bytes32 typeHash, bytes32 id, bytes32 digest, uint24 seq, uint256 deadline)
        internal
        pure
        returns (bytes32)
    {
        return keccak256(abi.encode(typeHash, id, digest, seq, deadline));
    }

    /// @notice Struct hash of an act that has one member more, after the code.
    /// @param typeHash The act's type hash.
    /// @param id The batch.
    /// @param word The member as EIP-712 encodes it.
    /// @param digest SHA-256 of the record document.
    /// @param seq The number that the line will have.
    /// @param deadline Last second at which the signature is good.
    /// @return The struct hash.
    function hashWith(bytes32 typeHash, bytes32 id, bytes32 word, bytes32 digest, uint24 seq, uint256 deadline)
        internal
        pure
        returns (bytes32)
    {
        return keccak256(abi.encode(typeHash, id, word, digest, seq, deadline));
    }

    /// @notice Struct hash of `Anchor`.
    /// @param id The batch.
    /// @param root As in `ITrace.anchor`.
    /// @param count As in `ITrace.anchor`.
    /// @param digest As in `ITrace.anchor`.
    /// @param seq The number that the line will have.
    /// @param deadline Last second at which the signature is good.
    /// @return The struct hash.
    function hashAnchor(bytes32 id, bytes32 root, uint32 count, bytes32 digest, uint24 seq, uint256 deadline)
        internal
        pure
        returns (bytes32)
    {
        return keccak256(abi.encode(ANCHOR, id, root, count, digest, seq, deadline));
    }

    /// @notice How EIP-712 encodes the parts of a split.
    /// @param parts As in `ITrace.split`.
    /// @return The hash of their struct hashes.
    function hashParts(ITrace.Part[] calldata parts) internal pure returns (bytes32) {
        bytes32[] memory hashes = new bytes32[](parts.length);
        for (uint256 i = 0; i < parts.length; ++i) {
            ITrace.Part calldata part = parts[i];
            hashes[i] = keccak256(abi.encode(PART, hashOf(part.code), part.quantity, part.digest));
        }
        return keccak256(abi.encodePacked(hashes));
    }

    /// @notice Struct hash of `Transform`.
    /// @param inputs The hash of the inputs' struct hashes.
    /// @param outputs The hash of the outputs' struct hashes.
    /// @param digest As in `ITrace.transform`.
    /// @param deadline Last second at which the signature is good.
    /// @return The struct hash.
    function hashTransform(bytes32 inputs, bytes32 outputs, bytes32 digest, uint256 deadline)
        internal
        pure
        returns (bytes32)
    {
        return keccak256(abi.encode(TRANSFORM, inputs, outputs, digest, deadline));
    }

    /// @notice Struct hash of one input of a transformation.
    /// @param input As in `ITrace.transform`.
    /// @param seq One more than the number of the batch's latest line.
    /// @return The struct hash.
    function hashInput(ITrace.Input calldata input, uint24 seq) internal pure returns (bytes32) {
        return keccak256(abi.encode(INPUT, input.id, input.quantity, seq));
    }

    /// @notice How EIP-712 encodes the outputs of a transformation.
    /// @param outputs As in `ITrace.transform`.
    /// @return The hash of their struct hashes.
    function hashOutputs(ITrace.Output[] calldata outputs) internal pure returns (bytes32) {
        bytes32[] memory hashes = new bytes32[](outputs.length);
        for (uint256 i = 0; i < outputs.length; ++i) {
            ITrace.Output calldata output = outputs[i];
            bytes32 unit = Kind.wrap(output.unit).hash();
            hashes[i] = keccak256(abi.encode(OUTPUT, hashOf(output.code), unit, output.quantity, output.digest));
        }
        return keccak256(abi.encodePacked(hashes));
    }

    /// @notice How EIP-712 encodes a verdict as text.
    /// @param verdict The verdict; `None`, which no inspection can give, is encoded as `fail`.
    /// @return The hash of the word.
    function wordOf(Verdict verdict) internal pure returns (bytes32) {
        return verdict == Verdict.Pass ? keccak256("pass") : keccak256("fail");
    }
}
