// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Accounts} from "./extension/Accounts.sol";
import {Administration} from "./extension/Administration.sol";
import {HandOvers} from "./extension/HandOvers.sol";
import {RecallsAndEnds} from "./extension/RecallsAndEnds.sol";
import {Series} from "./extension/Series.sol";
import {ITraceExtension} from "./interfaces/ITraceExtension.sol";
import {Acts} from "./libraries/Acts.sol";
import {Lineage} from "./libraries/Lineage.sol";
import {hashOf} from "./libraries/Text.sol";

/// @title TraceExtension
/// @notice The code of those verbs of `Trace` that would not fit into it: it works on the storage of the `Trace` that calls
///         it. Called on its own it writes to a storage of its own, where there are no batches and nobody has a role.
contract TraceExtension is Series, RecallsAndEnds, HandOvers, Accounts, Administration {
    /* LINEAGE */

    /// @inheritdoc ITraceExtension
    function split(string calldata code, Part[] calldata parts, bytes32 digest) external {
        Lineage.split(_store, code, parts, digest, _actor());
        if (_isBrought()) _check(abi.encode(Acts.SPLIT, hashOf(code), Acts.hashParts(parts), digest));
    }

    /// @inheritdoc ITraceExtension
    function transform(Item[] calldata inputs, Output[] calldata outputs, bool open, bytes32 digest) external {
        Lineage.transform(_store, inputs, outputs, open, digest, _actor());
        if (_isBrought()) {
            _check(abi.encode(Acts.TRANSFORM, Acts.hashItems(inputs), Acts.hashOutputs(outputs), open, digest));
        }
    }
}
