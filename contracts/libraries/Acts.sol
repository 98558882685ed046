// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Verdict} from "../types/Batch.sol";
import {Kind} from "../types/Kind.sol";

/// @title Acts
/// @notice EIP-712 struct hashes of the acts that are signed for another to bring.
/// @dev A batch's id is `keccak256(bytes(code))`, which is what EIP-712 puts in the place of `string code`.
library Acts {
    bytes32 private constant CREATE_TYPEHASH =
        keccak256("Create(string code,string unit,uint64 quantity,bytes32 digest,uint256 deadline)");
    bytes32 private constant RECORD_TYPEHASH =
        keccak256("Record(string code,string kind,bytes32 digest,uint24 seq,uint256 deadline)");
    bytes32 private constant INSPECT_TYPEHASH =
        keccak256("Inspect(string code,string verdict,bytes32 digest,uint24 seq,uint256 deadline)");
    bytes32 private constant AMEND_TYPEHASH =
        keccak256("Amend(string code,uint24 amended,bytes32 digest,uint24 seq,uint256 deadline)");

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
        return keccak256(abi.encode(CREATE_TYPEHASH, id, Kind.wrap(unit).hash(), quantity, digest, deadline));
    }

    /// @notice Struct hash of `Record`.
    /// @param id The batch.
    /// @param kind As in `ITrace.record`.
    /// @param digest As in `ITrace.record`.
    /// @param seq The number that the line will have.
    /// @param deadline Last second at which the signature is good.
    /// @return The struct hash.
    function hashRecord(bytes32 id, Kind kind, bytes32 digest, uint24 seq, uint256 deadline)
        internal
        pure
        returns (bytes32)
    {
        return keccak256(abi.encode(RECORD_TYPEHASH, id, kind.hash(), digest, seq, deadline));
    }

    /// @notice Struct hash of `Inspect`.
    /// @param id The batch.
    /// @param verdict As in `ITrace.inspect`; `None`, which no inspection can give, hashes as `fail`.
    /// @param digest As in `ITrace.inspect`.
    /// @param seq The number that the line will have.
    /// @param deadline Last second at which the signature is good.
    /// @return The struct hash.
    function hashInspect(bytes32 id, Verdict verdict, bytes32 digest, uint24 seq, uint256 deadline)
        internal
        pure
        returns (bytes32)
    {
        bytes32 word = verdict == Verdict.Pass ? keccak256("pass") : keccak256("fail");
        return keccak256(abi.encode(INSPECT_TYPEHASH, id, word, digest, seq, deadline));
    }

    /// @notice Struct hash of `Amend`.
    /// @param id The batch.
    /// @param amended As in `ITrace.amend`.
    /// @param digest As in `ITrace.amend`.
    /// @param seq The number that the line will have.
    /// @param deadline Last second at which the signature is good.
    /// @return The struct hash.
    function hashAmend(bytes32 id, uint24 amended, bytes32 digest, uint24 seq, uint256 deadline)
        internal
        pure
        returns (bytes32)
    {
        return keccak256(abi.encode(AMEND_TYPEHASH, id, amended, digest, seq, deadline));
    }
}
