// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Verdict} from "../types/Batch.sol";
import {Kind} from "../types/Kind.sol";

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

    /// @notice How EIP-712 encodes a verdict as text.
    /// @param verdict The verdict; `None`, which no inspection can give, is encoded as `fail`.
    /// @return The hash of the word.
    function wordOf(Verdict verdict) internal pure returns (bytes32) {
        return verdict == Verdict.Pass ? keccak256("pass") : keccak256("fail");
    }
}
